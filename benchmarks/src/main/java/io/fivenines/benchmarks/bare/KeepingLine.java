package io.fivenines.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** A connection whose records are answered when they are kept. */
final class KeepingLine extends BareLine {
    private final BareWire wire;
    private final Producing producing;
    private Gathering gathering;
    private byte[] ident;

    KeepingLine(BareWire wire, Producing producing) {
        super(wire);
        this.wire = wire;
        this.producing = producing;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        gathering = producing.gathering(context.channel().eventLoop());
    }

    @Override
    void onLogin(ChannelHandlerContext context, ByteBuf in, int length, ByteBuf out) {
        ident = wire.ident(in, in.readerIndex(), length);
        super.onLogin(context, in, length, out);
    }

    @Override
    void onRecords(ChannelHandlerContext context, ByteBuf in, int length, ByteBuf out) {
        int from = in.readerIndex();
        ByteBuf answer = context.alloc().directBuffer();
        wire.answer(in, from, length, false, answer);
        long[] timesMs = new long[wire.records(in, from)];
        for (int record = 0; record < timesMs.length; record++) {
            timesMs[record] = wire.timeMs(in, from, length, record);
        }
        gathering.take(context, ident, timesMs, answer);
    }
}
