package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Server-sent events to one client. */
final class EventStream {
    /** How often a stream looks for news. It asks, because being told would hold up acknowledgements. */
    static final long REST_MS = 50;

    private static final int RESTS_PER_HEARTBEAT = 200;

    private final Writer out;
    private final CountDownLatch closing;
    private final BooleanSupplier allowed;
    private int rests;
    private boolean cut;

    /**
     * Begins the stream.
     *
     * @param closing down to 0 when the gateway stops
     * @param allowed whether the client may still see this
     */
    EventStream(OutputStream to, CountDownLatch closing, BooleanSupplier allowed) throws IOException {
        this.closing = closing;
        this.allowed = allowed;
        out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 13);
        out.write("retry: 1000\n\n");
        out.flush();
    }

    boolean isOpen() {
        return closing.getCount() > 0 && !cut && allowed.getAsBoolean();
    }

    boolean isCut() {
        return cut;
    }

    /** @param data without a line break */
    void event(CharSequence data) throws IOException {
        rests = 0;
        out.append("data: ").append(data).append("\n\n");
    }

    /** An event that the client can go on after: it sends the id when it comes back. */
    void event(Object id, CharSequence data) throws IOException {
        out.append("id: ").append(id.toString()).append('\n');
        event(data);
    }

    /** Has the client go on there when it comes back, although there is nothing to tell it. */
    void mark(Object id) throws IOException {
        out.append("id: ").append(id.toString()).append("\n\n");
    }

    /** An event that is no message. */
    void notice(String name, Map<String, ?> data) throws IOException {
        out.append("event: ").append(name).append('\n');
        event(Json.text(data));
    }

    /** Ends the stream and says why. */
    void cut(Map<String, ?> reason) throws IOException {
        notice("cut", reason);
        cut = true;
    }

    /** Sends the rest, to the very end of the answer; tells the client if it is the gateway that ends the stream. */
    void end() throws IOException {
        if (!allowed.getAsBoolean()) {
            notice("closing", Map.of("detail", "the token is not good any more"));
        }
        if (closing.getCount() == 0) {
            notice("closing", Map.of("detail", "the gateway stops"));
        }
        out.close();
    }

    /** Sends what is written, then waits a little; now and then shows the client that the line is alive. */
    void rest() throws IOException {
        if (++rests % RESTS_PER_HEARTBEAT == 0) {
            out.append(":\n\n");
        }
        out.flush();
        try {
            var unused = closing.await(REST_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }
}
