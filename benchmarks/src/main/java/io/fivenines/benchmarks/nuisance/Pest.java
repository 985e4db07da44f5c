package io.fivenines.benchmarks.nuisance;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.fivenines.benchmarks.wire.Trail;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One connection of a bad client. */
@SuppressWarnings("FutureReturnValueIgnored") // Whatever fails here shows as a closed channel.
final class Pest extends ChannelInboundHandlerAdapter {
    private final Nuisance nuisance;
    private final TrackerWire wire;
    private final String ident;
    private final Trail trail;
    private final SplittableRandom random;
    private Channel channel;
    private int second;

    Pest(Nuisance nuisance, TrackerWire wire, String ident, int number, long seed) {
        this.nuisance = nuisance;
        this.wire = wire;
        this.ident = ident;
        trail = new Trail(number);
        random = new SplittableRandom(seed);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        nuisance.onConnect(this);
        channel.eventLoop().schedule(this::tick, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        if (channel.isActive()) {
            nuisance.onSecond(this, ++second);
            channel.eventLoop().schedule(this::tick, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    ByteBuf login() {
        ByteBuf login = channel.alloc().directBuffer();
        wire.login(login, ident);
        return login;
    }

    ByteBuf packet(int sequence) {
        ByteBuf packet = channel.alloc().directBuffer();
        wire.records(packet, trail, sequence, 1);
        return packet;
    }

    ByteBuf noise(int bytesMax) {
        byte[] noise = new byte[1 + random.nextInt(bytesMax)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt();
        }
        return channel.alloc().directBuffer(noise.length).writeBytes(noise);
    }

    /** The beginning of a packet that promises far more than any tracker has. */
    ByteBuf oversizeHead() {
        ByteBuf head = channel.alloc().directBuffer();
        return switch (wire.name()) {
            case "teltonika" ->
                head.writeInt(0).writeInt(Integer.MAX_VALUE).writeByte(8).writeByte(255);
            case "gt06" -> head.writeShort(0x7979).writeShort(0xFFFF).writeByte(0x94);
            default -> head.writeByte('#').writeByte('D').writeByte('#');
        };
    }

    ByteBuf filler(int bytes) {
        ByteBuf filler = channel.alloc().directBuffer(bytes);
        while (filler.readableBytes() < bytes) {
            filler.writeByte('x');
        }
        return filler;
    }

    /** What the socket does not take now is forgotten: a bad client's memory is bounded too. */
    void send(ByteBuf bytes) {
        if (channel.isWritable()) {
            channel.writeAndFlush(bytes, channel.voidPromise());
        } else {
            bytes.release();
        }
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void stopReading() {
        channel.config().setAutoRead(false);
    }

    void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
