package io.fivenines.benchmarks.stage;

import java.io.IOException;
import java.net.ServerSocket;

/** What probers try, to know whether their own network is well: whoever connects is accepted, and asked nothing. */
public final class Reference implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final ServerSocket server;

    /** Listens on all addresses. */
    public Reference() throws IOException {
        server = new ServerSocket(0, BACKLOG);
        Thread taker = new Thread(this::take, "reference");
        taker.setDaemon(true);
        taker.start();
    }

    /** Each is taken and hung up on: a queue that nobody empties is full one day, and then refuses. */
    private void take() {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new IllegalStateException("the probers' reference takes nobody any more", e);
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
