package io.fivenines.coordinator.redirect.haproxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** HAProxy's runtime socket: one command a connection, which HAProxy closes after its answer. */
final class RuntimeSocket {
    private static final int ANSWER_MAX = 1 << 20;

    private final String place;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    RuntimeSocket(String place, Duration timeout, LongSupplier nanoTime) {
        this.place = place;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** What HAProxy says to a command, whatever it is. */
    String ask(String command) throws IOException {
        boolean unix = place.startsWith("/");
        try (SocketChannel channel =
                        SocketChannel.open(unix ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            Conversation conversation = new Conversation(channel, selector, nanoTime.getAsLong());
            if (!channel.connect(address(unix))) {
                conversation.await(SelectionKey.OP_CONNECT);
                channel.finishConnect();
            }
            conversation.say(ByteBuffer.wrap((command + '\n').getBytes(US_ASCII)));
            return conversation.hear();
        } catch (IOException e) {
            throw new IOException("HAProxy at " + place + ", '" + command + "': " + e.getMessage(), e);
        }
    }

    private SocketAddress address(boolean unix) throws IOException {
        if (unix) {
            return UnixDomainSocketAddress.of(place);
        }
        int colon = place.lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
        if (address.isUnresolved()) {
            throw new IOException("the host is unknown");
        }
        return address;
    }

    /** Gives up when its time is over, at whatever point. */
    private final class Conversation {
        private final SocketChannel channel;
        private final Selector selector;
        private final SelectionKey key;
        private final long startNs;

        Conversation(SocketChannel channel, Selector selector, long startNs) throws IOException {
            this.channel = channel;
            this.selector = selector;
            this.startNs = startNs;
            key = channel.register(selector, 0);
        }

        void await(int operation) throws IOException {
            key.interestOps(operation);
            selector.selectedKeys().clear();
            long leftMs = TimeUnit.NANOSECONDS.toMillis(timeout.toNanos() - (nanoTime.getAsLong() - startNs));
            if (leftMs <= 0 || selector.select(leftMs) == 0) {
                throw new IOException("no answer within " + timeout.toMillis() + " ms");
            }
        }

        void say(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                await(SelectionKey.OP_WRITE);
                channel.write(bytes);
            }
        }

        String hear() throws IOException {
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            ByteBuffer bytes = ByteBuffer.allocate(8192);
            while (heard.size() <= ANSWER_MAX) {
                await(SelectionKey.OP_READ);
                if (channel.read(bytes) < 0) {
                    return heard.toString(US_ASCII);
                }
                heard.write(bytes.array(), 0, bytes.position());
                bytes.clear();
            }
            throw new IOException("an answer longer than " + ANSWER_MAX + " bytes");
        }
    }
}
