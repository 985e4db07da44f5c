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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Finds names as the resolver of a mobile network does for its trackers: asks the name server that answered last, the
 * next one if it is silent or does not know, and remembers an answer for its time to live and no longer. Lives on one
 * event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A question that was not sent has no answer: the next server is asked.
final class Resolver implements AutoCloseable {
    private static final long PATIENCE_MS = 400;
    private static final int ROUNDS = 2;

    private final List<InetSocketAddress> servers;
    private final EventLoop loop;
    private final SplittableRandom random;
    private final Channel channel;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Search> searches = new HashMap<>();
    private int preferred;
    private int turn;

    /** An answer, until then. */
    private record Known(List<InetAddress> addresses, long untilNanos) {}

    Resolver(List<InetSocketAddress> servers, EventLoop loop, Transport transport, long seed) {
        this.servers = List.copyOf(servers);
        this.loop = loop;
        random = new SplittableRandom(seed);
        channel = new Bootstrap()
                .group(loop)
                .channel(transport.datagrams())
                .handler(new Answers())
                .bind(0)
                .syncUninterruptibly()
                .channel();
    }

    /** One of its addresses: they take turns, as resolvers turn what they answer and trackers take the first. */
    Future<InetAddress> address(String name) {
        Promise<InetAddress> found = loop.newPromise();
        Known answer = known.get(name);
        if (answer != null && now() - answer.untilNanos() < 0) {
            found.setSuccess(next(answer.addresses()));
            return found;
        }
        Search search = searches.get(name);
        if (search == null) {
            search = new Search(name);
            searches.put(name, search);
            search.ask();
        }
        search.waiting.add(found);
        return found;
    }

    private InetAddress next(List<InetAddress> addresses) {
        return addresses.get(Math.floorMod(turn++, addresses.size()));
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    @Override
    public void close() {
        channel.close();
    }

    /** A name that is being asked for, by all who want it now. */
    private final class Search {
        private final String name;
        private final List<Promise<InetAddress>> waiting = new ArrayList<>();
        private final int first = preferred;
        private int asked;
        private int id;

        Search(String name) {
            this.name = name;
        }

        private InetSocketAddress server() {
            return servers.get((first + asked - 1) % servers.size());
        }

        void ask() {
            if (asked == ROUNDS * servers.size()) {
                searches.remove(name);
                UnknownHostException unknown = new UnknownHostException(name + ": no answer of any of " + servers);
                waiting.forEach(one -> one.setFailure(unknown));
                return;
            }
            asked++;
            id = random.nextInt(1 << 16);
            ByteBuf question = channel.alloc().buffer();
            NameMessage.ask(question, id, name);
            channel.writeAndFlush(new DatagramPacket(question, server()));
            int mine = asked;
            loop.schedule(() -> onSilence(mine), PATIENCE_MS, TimeUnit.MILLISECONDS);
        }

        private void onSilence(int which) {
            if (searches.get(name) == this && asked == which) {
                ask();
            }
        }

        void onAnswer(NameMessage.Found found) {
            if (found.addresses().isEmpty()) {
                ask();
                return;
            }
            searches.remove(name);
            preferred = (first + asked - 1) % servers.size();
            known.put(name, new Known(found.addresses(), now() + TimeUnit.SECONDS.toNanos(found.ttlSeconds())));
            waiting.forEach(one -> one.setSuccess(next(found.addresses())));
        }
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            NameMessage.Found found;
            try {
                found = NameMessage.answer(packet.content());
            } catch (IndexOutOfBoundsException e) {
                return;
            }
            for (Search search : List.copyOf(searches.values())) {
                if (search.id == found.id() && search.server().equals(packet.sender())) {
                    search.onAnswer(found);
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A host that says nobody listens there: the next server is asked when this one has been silent.
        }
    }
}
