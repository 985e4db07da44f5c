package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One journal's eventful life, decided by a seed. After every event everything it promised is checked. */
final class RecoverySimulation {
    private final Random random;
    private final Workbench bench = new Workbench();
    private final JournalHistory history = new JournalHistory();
    private final List<String> events = new ArrayList<>();
    private Cursor follower;
    private int payloads;

    RecoverySimulation(long seed, boolean lyingDisk) {
        random = new Random(seed);
        bench.claims = 1 + random.nextInt(6);
        bench.claimBytes = random.nextBoolean() ? 2 << 10 : 8 << 10;
        bench.storage.random(new Random(seed + 1));
        bench.storage.faults().lies = lyingDisk;
        bench.segmentBytes = 20 << 10;
        bench.retentionBytes = random.nextBoolean() ? 1L << 40 : 90 << 10;
        bench.retentionAge = random.nextBoolean() ? Duration.ofDays(7) : Duration.ofMinutes(4);
        bench.open();
    }

    void run(int count) {
        for (int i = 0; i < count; i++) {
            try {
                event();
                check();
            } catch (MemoryStorage.Death death) {
                end("death");
                check();
            }
        }
        heal();
        bench.storage.faults().operationsLeft = 0;
        settle();
        check();
        assertThat(bench.engine.isIdle()).isTrue();
        assertThat(bench.uncaught).isEmpty();
    }

    /** The last things that happened. */
    List<String> events() {
        return events.subList(Math.max(0, events.size() - 50), events.size());
    }

    int completed() {
        return history.completed();
    }

    private void event() {
        int dice = random.nextInt(100);
        if (dice < 40) {
            commit();
        } else if (dice < 65) {
            note("write");
            bench.engine.writeOnce();
        } else if (dice < 78) {
            note("upkeep");
            upkeep();
        } else if (dice < 82) {
            bench.storage.faults().operationsLeft = 1 + random.nextInt(20);
            note("death in " + bench.storage.faults().operationsLeft + " operations");
        } else if (dice < 86) {
            end("end");
        } else if (dice < 88) {
            note("stop");
            stop();
        } else if (dice < 94) {
            fault();
        } else {
            bench.nowMs += random.nextInt(10_000) - 2_000;
        }
    }

    private void commit() {
        Claim claim = bench.engine.claim();
        if (claim == null) {
            return;
        }
        List<String> contents = new ArrayList<>();
        int entries = random.nextInt(20);
        for (int i = 0; i < entries; i++) {
            String payload = payloads++ + "-" + "x".repeat(random.nextInt(random.nextBoolean() ? 900 : 20));
            if (!claim.fits(Workbench.KEY.length + payload.length())) {
                break;
            }
            claim.begin(Workbench.KEY, Entry.NO_TIME).put(payload.getBytes(UTF_8));
            claim.end();
            contents.add(payload);
        }
        note("commit "
                + contents.stream().map(c -> c.substring(0, c.indexOf('-'))).toList());
        bench.engine.commit(claim, done -> {
            long position = done.firstPosition();
            for (String content : contents) {
                history.onCompleted(position++, content);
            }
            done.release();
        });
    }

    private void upkeep() {
        try {
            bench.engine.upkeepOnce();
        } finally {
            // Also when it died in the middle of it.
            noteRetention();
        }
    }

    private void noteRetention() {
        long first = bench.engine.status().first();
        if (first > history.first()) {
            // The youngest that is gone was too old, or without it there is just not too much.
            boolean tooMuch = bench.engine.status().bytes() + bench.segmentBytes > bench.retentionBytes;
            boolean tooOld = history.storedAtMs(first - 1) < bench.nowMs - bench.retentionAge.toMillis();
            assertThat(tooMuch || tooOld)
                    .as("a reason to delete up to " + first)
                    .isTrue();
            history.onFirst(first);
        }
    }

    private void fault() {
        MemoryStorage.Faults faults = bench.storage.faults();
        switch (random.nextInt(7)) {
            case 0 -> faults.shortWrite = 0.3;
            case 1 -> faults.failedWrite = 0.3;
            case 2 -> faults.failedForce = 0.3;
            case 3 -> faults.failedSync = 0.3;
            case 4 -> faults.capacity = bench.storage.used() + random.nextInt(30 << 10);
            default -> heal();
        }
        note("faults " + faults);
    }

    private void heal() {
        bench.storage.faults().heal();
    }

    private void settle() {
        for (int i = 0; i < 10 && !bench.engine.isIdle(); i++) {
            upkeep();
            bench.engine.writeOnce();
        }
    }

    private void stop() {
        try {
            settle();
            bench.engine.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bench.storage.kill();
        start();
    }

    private void end(String what) {
        boolean machineToo = random.nextBoolean();
        note(what + (machineToo ? " by power cut" : " by kill"));
        if (machineToo) {
            bench.storage.powerCut();
        } else {
            bench.storage.kill();
        }
        if (random.nextInt(4) == 0) {
            bench.storage.faults().operationsLeft = 1 + random.nextInt(30);
        }
        start();
    }

    private void start() {
        follower = null;
        try {
            bench.open();
        } catch (UncheckedIOException e) {
            note("open failed: " + e.getMessage());
            heal();
            bench.storage.kill();
            bench.open();
        } catch (MemoryStorage.Death death) {
            end("death while starting");
        }
        long first = bench.engine.status().first();
        assertThat(first).as("first after a start").isLessThanOrEqualTo(history.firstPossible());
    }

    private void check() {
        long end = bench.engine.status().next();
        if (bench.engine.isIdle()) {
            end = Long.MAX_VALUE;
        }
        try (Cursor cursor = bench.engine.cursor(0)) {
            history.check(cursor, end);
        }
        if (follower == null) {
            follower = bench.engine.cursor(history.followed() + 1);
        }
        history.follow(follower);
        assertThat(bench.damages).noneMatch(damage -> damage.kind() == Damage.Kind.CORRUPTION);
    }

    private void note(String event) {
        events.add(event);
    }
}
