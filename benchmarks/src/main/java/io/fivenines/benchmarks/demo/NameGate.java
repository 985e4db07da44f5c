package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.load.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/**
 * A name server's address as the outside has it: passes questions on and brings the answers back, under ids of its own
 * meanwhile. Lives on one event loop, but for its making.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A datagram may get lost.
final class NameGate {
    private static final int IDS = 1 << 16;
    private static final int ID_BYTES = 2;

    private final InetSocketAddress inside;
    private final Asker[] askers = new Asker[IDS];
    private final Channel outer;
    private final Channel inner;
    private int next;
    private boolean cut;

    NameGate(EventLoop loop, Transport transport, InetSocketAddress outside, InetSocketAddress inside) {
        this.inside = inside;
        Bootstrap bootstrap = new Bootstrap().group(loop).channel(transport.datagrams());
        inner = bootstrap
                .clone()
                .handler(new Answers())
                .bind(new InetSocketAddress(outside.getAddress(), 0))
                .syncUninterruptibly()
                .channel();
        outer = bootstrap
                .clone()
                .handler(new Questions())
                .bind(outside)
                .syncUninterruptibly()
                .channel();
    }

    private record Asker(InetSocketAddress address, int id) {}

    void cut(boolean now) {
        cut = now;
    }

    void close() {
        outer.close();
        inner.close();
    }

    private final class Questions extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf question = packet.content();
            if (cut || question.readableBytes() < ID_BYTES) {
                return;
            }
            next = (next + 1) % IDS;
            askers[next] = new Asker(packet.sender(), question.getUnsignedShort(question.readerIndex()));
            question.setShort(question.readerIndex(), next);
            inner.writeAndFlush(new DatagramPacket(question.retain(), inside));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // Nobody listens where the last answer went.
        }
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf answer = packet.content();
            if (cut || answer.readableBytes() < ID_BYTES) {
                return;
            }
            Asker asker = askers[answer.getUnsignedShort(answer.readerIndex())];
            if (asker != null) {
                answer.setShort(answer.readerIndex(), asker.id());
                outer.writeAndFlush(new DatagramPacket(answer.retain(), asker.address()));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // The name server is not there.
        }
    }
}
