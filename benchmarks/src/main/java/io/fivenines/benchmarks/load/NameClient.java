package io.fivenines.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks name servers over UDP, one after the other until one gives an address. Lives on one event loop; the answer comes
 * there too.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What was not sent is not answered, and the next server is asked.
final class NameClient extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final int ROUNDS = 2;
    private static final int IDS = 1 << 16;

    private final EventLoop loop;
    private final List<InetSocketAddress> servers;
    private final long patienceMs;
    private final Channel channel;
    private final Map<Integer, Promise<NameAnswer>> open = new HashMap<>();
    private int lastId;

    /** Not from the loop itself. */
    NameClient(EventLoop loop, Transport transport, List<InetSocketAddress> servers, long patienceMs) {
        this.loop = loop;
        this.servers = List.copyOf(servers);
        this.patienceMs = patienceMs;
        channel = new Bootstrap()
                .group(loop)
                .channel(transport.datagram())
                .handler(this)
                .bind(0)
                .syncUninterruptibly()
                .channel();
    }

    /** @param preferred the server to begin with; it is counted round */
    Future<NameAnswer> ask(String name, int preferred) {
        Promise<NameAnswer> answer = loop.newPromise();
        ask(name, preferred, ROUNDS * servers.size(), answer);
        return answer;
    }

    private void ask(String name, int which, int triesLeft, Promise<NameAnswer> answer) {
        Promise<NameAnswer> one = send(name, servers.get(Math.floorMod(which, servers.size())));
        one.addListener(done -> {
            if (done.isSuccess()) {
                answer.setSuccess(one.getNow());
            } else if (triesLeft > 1) {
                ask(name, which + 1, triesLeft - 1, answer);
            } else {
                answer.setFailure(
                        new UnknownHostException(name + ": " + done.cause().getMessage()));
            }
        });
    }

    private Promise<NameAnswer> send(String name, InetSocketAddress server) {
        Promise<NameAnswer> answer = loop.newPromise();
        int id = freeId();
        open.put(id, answer);
        ByteBuf question = channel.alloc().directBuffer(64);
        NameAnswer.ask(question, id, name);
        channel.writeAndFlush(new DatagramPacket(question, server), channel.voidPromise());
        loop.schedule(
                () -> answer.tryFailure(new UnknownHostException("no answer from " + server)),
                patienceMs,
                TimeUnit.MILLISECONDS);
        return answer.addListener(done -> open.remove(id));
    }

    private int freeId() {
        do {
            lastId = (lastId + 1) % IDS;
        } while (open.containsKey(lastId));
        return lastId;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        Promise<NameAnswer> answer = open.get(NameAnswer.id(packet.content()));
        if (answer == null) {
            return;
        }
        try {
            answer.trySuccess(NameAnswer.read(packet.content()));
        } catch (UnknownHostException e) {
            answer.tryFailure(e);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Such as a server's port that nobody listens on; its answer does not come.
    }

    void close() {
        channel.close();
    }
}
