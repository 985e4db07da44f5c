package io.fivenines.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that must know theirs beforehand, below those the system gives to clients: one of its own range may
 * be a client's before the server has it, and a client that tries the port of a dead server may be given that very one
 * and meet itself. None is given twice.
 */
public final class FreePort {
    private static final int MIN = 20_000;
    private static final int COUNT = 12_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** Free on every address of this machine. */
    public static int take() throws IOException {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = MIN + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port of the " + COUNT + " from " + MIN);
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }
}
