package io.fivenines.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one event loop keeps and answers together: all that came while what came before was on its way, which is how the
 * gateway's loops gather, so that both hand their producers the same batches. Belongs to its loop's thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write shows as a closed channel.
final class Gathering {
    private static final class Packet {
        private final ChannelHandlerContext context;
        private final byte[] ident;
        private final long[] timesMs;
        private final ByteBuf answer;

        private Packet(ChannelHandlerContext context, byte[] ident, long[] timesMs, ByteBuf answer) {
            this.context = context;
            this.ident = ident;
            this.timesMs = timesMs;
            this.answer = answer;
        }
    }

    private final EventLoop loop;
    private final Producing producing;
    private final AtomicInteger missing = new AtomicInteger();
    private List<Packet> open = new ArrayList<>();
    private List<Packet> underWay = new ArrayList<>();
    private boolean scheduled;
    private boolean busy;

    Gathering(EventLoop loop, Producing producing) {
        this.loop = loop;
        this.producing = producing;
    }

    /** Takes a packet, which has one record at least; the answer is sent once all of them are kept. */
    void take(ChannelHandlerContext context, byte[] ident, long[] timesMs, ByteBuf answer) {
        open.add(new Packet(context, ident, timesMs, answer));
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::endOfRound);
        }
    }

    private void endOfRound() {
        scheduled = false;
        if (!busy) {
            send();
        }
    }

    private void send() {
        List<Packet> now = open;
        open = underWay;
        underWay = now;
        busy = !now.isEmpty();
        missing.set(now.stream().mapToInt(packet -> packet.timesMs.length).sum());
        for (Packet packet : now) {
            for (long timeMs : packet.timesMs) {
                producing.send(packet.ident, timeMs, this::kept);
            }
        }
    }

    private void kept() {
        if (missing.decrementAndGet() == 0) {
            loop.execute(this::answer);
        }
    }

    /** The next are sent first, so that the brokers need not wait. */
    private void answer() {
        List<Packet> kept = List.copyOf(underWay);
        underWay.clear();
        send();
        for (Packet packet : kept) {
            packet.context.writeAndFlush(packet.answer, packet.context.voidPromise());
        }
    }
}
