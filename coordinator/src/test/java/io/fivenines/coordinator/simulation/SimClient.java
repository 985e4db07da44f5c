package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.LinkListener;
import io.fivenines.coordinator.cluster.LinkState;
import java.util.function.Consumer;
import java.util.function.Function;

/** A process's link to ZooKeeper: one session at a time, with the states that Curator tells of. */
final class SimClient {
    private final Ensemble ensemble;
    private final SimProcess process;
    private final World.Ground ground;
    private final long timeoutMs;
    private final boolean quick;
    private final Consumer<Snapshot> watcher;
    private Ensemble.Session session;
    private LinkState link = LinkState.CONNECTING;
    private long heardMs;
    private long connectingMs = -1_000_000;
    private long seenZxid;
    private long arrivesMs;
    private long answeredMs;
    private LinkListener listener = (state, id) -> {};

    /** @param watcher told of every change; null if this client watches nothing */
    SimClient(Ensemble ensemble, SimProcess process, World.Ground ground, Consumer<Snapshot> watcher) {
        this.ensemble = ensemble;
        this.process = process;
        this.ground = ground;
        this.watcher = watcher;
        timeoutMs = ground.sessionTimeoutMs();
        quick = ground.random().nextBoolean();
    }

    void listen(LinkListener told) {
        listener = told;
    }

    int machine() {
        return process.machine;
    }

    boolean watches() {
        return watcher != null;
    }

    boolean isConnected() {
        return link == LinkState.CONNECTED;
    }

    /** The process began anew and has no session yet. */
    void reset() {
        session = null;
        link = LinkState.CONNECTING;
        seenZxid = 0;
        connectingMs = -1_000_000;
    }

    /** Answers and events come in the order in which they were sent. */
    void after(long delayMs, Runnable deed) {
        long now = ground.clockwork().nowMs();
        answeredMs = Math.max(answeredMs, now + delayMs);
        process.after(answeredMs - now, deed);
    }

    void onWatched(Ensemble.Session of, Snapshot snapshot) {
        if (of == session) {
            see(snapshot);
        }
    }

    /** To be called regularly: notices silence, and connects. */
    void tick() {
        long silentMs = clockMs() - heardMs;
        if (link == LinkState.CONNECTED
                && (silentMs > timeoutMs * 2 / 3 || quick && ensemble.transitMs(process.machine) < 0)) {
            become(LinkState.SUSPENDED);
        }
        if (link == LinkState.SUSPENDED && silentMs > timeoutMs * 5 / 3) {
            lose();
        }
        if (session == null && clockMs() - connectingMs > timeoutMs / 2) {
            connect();
        }
    }

    private void lose() {
        session = null;
        become(LinkState.LOST);
    }

    private void become(LinkState next) {
        link = next;
        listener.onState(next, next == LinkState.CONNECTED ? session.id() : 0);
    }

    private void connect() {
        connectingMs = clockMs();
        send(null, opened -> opened, opened -> {
            session = opened;
            become(LinkState.CONNECTED);
        });
    }

    /** Has it done in the session; the answer may never come. Nothing at all without a session. */
    <T> void request(Function<Ensemble.Session, T> deed, Consumer<T> answer) {
        if (session != null) {
            send(session, deed, answer);
        }
    }

    private <T> void send(Ensemble.Session used, Function<Ensemble.Session, T> deed, Consumer<T> answer) {
        int thereMs = ensemble.transitMs(process.machine);
        if (thereMs < 0) {
            return;
        }
        int life = process.life();
        long now = ground.clockwork().nowMs();
        arrivesMs = Math.max(arrivesMs, now + thereMs);
        ground.clockwork().after(arrivesMs - now, () -> {
            if (!ensemble.isAvailable()) {
                return;
            }
            Ensemble.Session in = used == null ? ensemble.open(this, timeoutMs) : used;
            in.heard(ground.clockwork().nowMs());
            T result = in.isLive() ? deed.apply(in) : null;
            int backMs = ensemble.returnMs(process.machine);
            if (backMs >= 0 && process.life() == life) {
                after(backMs, () -> answered(used, in, result, answer));
            }
        });
    }

    private <T> void answered(Ensemble.Session used, Ensemble.Session in, T result, Consumer<T> answer) {
        if (used != session) {
            return;
        }
        heardMs = clockMs();
        if (!in.isLive() && used != null) {
            lose();
            return;
        }
        if (used != null && link == LinkState.SUSPENDED) {
            become(LinkState.CONNECTED);
        }
        answer.accept(result);
    }

    /** Reads everything; the time given along is when it was asked. */
    void read(Reading reading) {
        long askedMs = clockMs();
        request(in -> ensemble.state(), snapshot -> {
            if (snapshot != null) {
                see(snapshot);
                reading.at(askedMs, snapshot);
            }
        });
    }

    private void see(Snapshot snapshot) {
        if (watcher != null && snapshot.zxid() > seenZxid) {
            seenZxid = snapshot.zxid();
            watcher.accept(snapshot);
        }
    }

    private long clockMs() {
        return ground.network().clockMs(process.machine, ground.clockwork().nowMs());
    }

    /** What a read found, and when it was asked. */
    interface Reading {
        void at(long askedMs, Snapshot snapshot);
    }
}
