package io.fivenines.benchmarks.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * An address where nothing answers, not even by a refusal: nobody takes connections off its queue, and the queue is
 * full, so that the kernel drops whatever asks for one.
 */
final class Blackhole implements AutoCloseable {
    /** One more than the queue takes, which is one more than is asked for. */
    private static final int FILLERS = 3;

    private final ServerSocket server = new ServerSocket();
    private final List<SocketChannel> fillers = new ArrayList<>();

    Blackhole(InetSocketAddress address) throws IOException {
        try {
            server.bind(address, 1);
            for (int i = 0; i < FILLERS; i++) {
                SocketChannel filler = SocketChannel.open();
                fillers.add(filler);
                filler.configureBlocking(false);
                filler.connect(server.getLocalSocketAddress());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel filler : fillers) {
            filler.close();
        }
        server.close();
    }
}
