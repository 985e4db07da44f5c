package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An engine on a disk in memory, moved by hand. */
final class Workbench {
    static final byte[] KEY = "352093081452251".getBytes(UTF_8);

    final MemoryStorage storage;
    final List<Damage> damages = new ArrayList<>();
    final List<Throwable> uncaught = new ArrayList<>();
    long nowMs = 1_700_000_000_000L;
    long segmentBytes = 32 << 10;
    long retentionBytes = 1L << 40;
    Duration retentionAge = Duration.ofDays(7);
    int claims = 4;
    int claimBytes = 8 << 10;
    LocalEngine engine;

    Workbench() {
        this(new MemoryStorage());
    }

    Workbench(MemoryStorage storage) {
        this.storage = storage;
    }

    LocalJournalConfig config() {
        return new LocalJournalConfig(
                Path.of("journal"), segmentBytes, retentionAge, retentionBytes, claims, claimBytes);
    }

    Workbench open() {
        try {
            engine = LocalEngine.open(
                    config(),
                    storage,
                    () -> Instant.ofEpochMilli(nowMs),
                    new Random(7),
                    damages::add,
                    (thread, e) -> uncaught.add(e));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process without a goodbye and starts it again. */
    Workbench reopen() {
        storage.kill();
        return open();
    }

    /** Appends these payloads in one claim and one batch; the answer is the first position. */
    long append(String... payloads) {
        List<Long> durable = new ArrayList<>();
        engine.commit(filled(payloads), claim -> {
            durable.add(claim.firstPosition());
            claim.release();
        });
        engine.writeOnce();
        return durable.isEmpty() ? Claim.NOT_YET : durable.get(0);
    }

    Claim filled(String... payloads) {
        Claim claim = engine.claim();
        for (String payload : payloads) {
            claim.begin(KEY, Entry.NO_TIME).put(payload.getBytes(UTF_8));
            claim.end();
        }
        return claim;
    }

    List<String> read() {
        return read(0);
    }

    List<String> read(long position) {
        try (Cursor cursor = engine.cursor(position)) {
            return drain(cursor);
        }
    }

    static List<String> drain(Cursor cursor) {
        List<String> found = new ArrayList<>();
        while (cursor.next()) {
            found.add(cursor.position() + " " + text(cursor.payload()));
        }
        return found;
    }

    static String text(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return new String(copy, UTF_8);
    }
}
