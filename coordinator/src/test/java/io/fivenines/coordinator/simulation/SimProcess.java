package io.fivenines.coordinator.simulation;

import java.util.ArrayDeque;

/** A process that may crash, start again, and stand still; what reaches it while it stands still waits. */
final class SimProcess {
    final int machine;
    private final Clockwork clockwork;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean up;
    private int life;
    private int pauses;
    private long pausedSinceMs;
    private long standstillEndedMs = -1_000_000;
    private long startedMs;

    SimProcess(int machine, Clockwork clockwork) {
        this.machine = machine;
        this.clockwork = clockwork;
    }

    boolean isUp() {
        return up;
    }

    boolean isRunning() {
        return up && pauses == 0;
    }

    int life() {
        return life;
    }

    long startedMs() {
        return startedMs;
    }

    /** For how long it has stood still by now; 0 if it runs. */
    long stillForMs() {
        return pauses == 0 ? 0 : clockwork.nowMs() - pausedSinceMs;
    }

    /** When it last stood still. */
    long lastStillMs() {
        return pauses == 0 ? standstillEndedMs : clockwork.nowMs();
    }

    void start() {
        up = true;
        life++;
        startedMs = clockwork.nowMs();
    }

    void crash() {
        up = false;
        life++;
        waiting.clear();
    }

    void pause() {
        if (pauses++ == 0) {
            pausedSinceMs = clockwork.nowMs();
        }
    }

    void resume() {
        if (--pauses == 0) {
            standstillEndedMs = clockwork.nowMs();
            while (pauses == 0 && !waiting.isEmpty()) {
                waiting.poll().run();
            }
        }
    }

    /** Done now, or once it runs again; not at all if it is down. */
    void take(Runnable deed) {
        if (!up) {
            return;
        }
        if (pauses > 0) {
            waiting.add(deed);
        } else {
            deed.run();
        }
    }

    /** Done after that time in this life only. */
    void after(long delayMs, Runnable deed) {
        int now = life;
        clockwork.after(delayMs, () -> {
            if (life == now) {
                take(deed);
            }
        });
    }

    /** Done each interval in this life. After a standstill once, not as often as was missed. */
    void every(long intervalMs, Runnable deed) {
        after(intervalMs, () -> {
            deed.run();
            every(intervalMs, deed);
        });
    }
}
