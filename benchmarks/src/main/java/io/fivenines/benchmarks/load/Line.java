package io.fivenines.benchmarks.load;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.util.List;

/** One connection of a tracker; a tracker that comes back has a new one, so that a dead one is told apart. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as a closed channel.
final class Line extends ByteToMessageDecoder {
    private final Tracker tracker;
    private final TrackerWire wire;
    private Channel channel;

    Line(Tracker tracker, TrackerWire wire) {
        this.tracker = tracker;
        this.wire = wire;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        tracker.onConnected(this);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (tracker.isOn(this)) {
            wire.read(in, tracker);
        } else {
            in.skipBytes(in.readableBytes());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        tracker.onClosed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Mostly a reset, which is the gateway's way of being killed; the tracker hears of it as a close.
        tracker.onTrouble(cause);
        context.close();
    }

    /** The gateway's address. */
    String peer() {
        return ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
    }

    ByteBuf buffer() {
        return channel.alloc().directBuffer(128);
    }

    void send(ByteBuf packet) {
        channel.writeAndFlush(packet, channel.voidPromise());
    }

    void close() {
        channel.close();
    }

    /** Closes by a reset, as a tracker that lost its power seems to when its address is used again. */
    void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
