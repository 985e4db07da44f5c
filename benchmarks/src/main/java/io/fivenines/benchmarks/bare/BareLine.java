package io.fivenines.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One connection, one handler: the leanest that is still right when frames arrive in pieces. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as a closed channel.
class BareLine extends ChannelInboundHandlerAdapter {
    private static final int FRAME_LENGTH_MAX = 65_536;

    private final BareWire wire;
    private ByteBuf rest;
    private boolean loggedIn;

    BareLine(BareWire wire) {
        this.wire = wire;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = whole(context, (ByteBuf) message);
        ByteBuf out = null;
        for (int length = next(in); length != BareWire.MORE; length = next(in)) {
            if (length < 0 || length > FRAME_LENGTH_MAX) {
                context.close();
                in.skipBytes(in.readableBytes());
                break;
            }
            out = out == null ? context.alloc().directBuffer() : out;
            take(context, in, length, out);
            in.skipBytes(length);
        }
        keep(in);
        if (out != null && out.isReadable()) {
            context.writeAndFlush(out, context.voidPromise());
        } else if (out != null) {
            out.release();
        }
    }

    private void take(ChannelHandlerContext context, ByteBuf in, int length, ByteBuf out) {
        if (loggedIn) {
            onRecords(context, in, length, out);
        } else {
            onLogin(context, in, length, out);
            loggedIn = true;
        }
    }

    /** The login begins where the buffer is read; what is to be answered goes out with the read. */
    void onLogin(ChannelHandlerContext context, ByteBuf in, int length, ByteBuf out) {
        wire.answer(in, in.readerIndex(), length, true, out);
    }

    /** Likewise a frame after the login; it may be answered later. */
    void onRecords(ChannelHandlerContext context, ByteBuf in, int length, ByteBuf out) {
        wire.answer(in, in.readerIndex(), length, false, out);
    }

    private int next(ByteBuf in) {
        int length = wire.cut(in, in.readerIndex(), !loggedIn);
        return length > in.readableBytes() && length <= FRAME_LENGTH_MAX ? BareWire.MORE : length;
    }

    private ByteBuf whole(ChannelHandlerContext context, ByteBuf came) {
        if (rest == null) {
            return came;
        }
        ByteBuf whole = context.alloc().directBuffer(rest.readableBytes() + came.readableBytes());
        whole.writeBytes(rest).writeBytes(came);
        rest.release();
        came.release();
        rest = null;
        return whole;
    }

    private void keep(ByteBuf in) {
        if (in.isReadable()) {
            rest = in;
        } else {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
