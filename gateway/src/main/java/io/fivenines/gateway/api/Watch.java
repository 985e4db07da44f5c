package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Json;
import io.fivenines.gateway.connection.TrafficListener;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries frames from the tracker's event loop to one client's thread; so many bytes may wait, then it is cut off. */
final class Watch implements TrafficListener {
    private static final int WAITING_BYTES_MAX = 256 * 1024;
    /** What a frame costs beyond its bytes, so that a flood of tiny ones is bounded too. */
    private static final int FRAME_OVERHEAD = 64;

    private final InstantSource clock;
    private final Queue<Passage> passages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private volatile boolean overflown;

    Watch(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void received(byte[] frame) {
        pass(new Passage(clock.millis(), "in", frame));
    }

    @Override
    public void sent(byte[] reply) {
        pass(new Passage(clock.millis(), "out", reply));
    }

    private void pass(Passage passage) {
        if (overflown) {
            return;
        }
        if (waitingBytes.addAndGet(passage.cost()) > WAITING_BYTES_MAX) {
            overflown = true;
        } else {
            passages.add(passage);
        }
    }

    int waiting() {
        return passages.size();
    }

    /** Shows what passes until the client or the gateway ends it, or the client is too slow. */
    void show(EventStream out) throws IOException {
        while (out.isOpen()) {
            for (Passage next = passages.poll(); next != null; next = passages.poll()) {
                waitingBytes.addAndGet(-next.cost());
                out.event(next.text());
            }
            if (overflown) {
                out.cut(Map.of("detail", "too slow: more than " + WAITING_BYTES_MAX + " bytes were waiting"));
            } else {
                out.rest();
            }
        }
    }

    private static final class Passage {
        private final long atMs;
        private final String direction;
        private final byte[] bytes;

        private Passage(long atMs, String direction, byte[] bytes) {
            this.atMs = atMs;
            this.direction = direction;
            this.bytes = bytes;
        }

        private int cost() {
            return bytes.length + FRAME_OVERHEAD;
        }

        private String text() {
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("timestamp", Json.seconds(atMs));
            text.put("direction", direction);
            text.put("hex", HexFormat.of().formatHex(bytes));
            return Json.text(text);
        }
    }
}
