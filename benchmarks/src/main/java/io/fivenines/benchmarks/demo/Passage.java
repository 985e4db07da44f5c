package io.fivenines.benchmarks.demo;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;

/**
 * One connection from outside and its continuation to the gateway inside. While it is cut both are there, and whatever
 * either side says or does is swallowed. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What cannot be written or closed shows as the end of that side.
final class Passage {
    private final Channel outer;
    private final Runnable onEnd;
    private Channel inner;
    private boolean cut;
    private boolean spoken;

    /** @param onEnd the outer side has gone */
    Passage(Channel outer, Runnable onEnd) {
        this.outer = outer;
        this.onEnd = onEnd;
        outer.pipeline().addLast(new Side());
    }

    /** Goes on inside; if nobody is there, the outer side is reset, and somebody told. */
    void goOn(Bootstrap inside, Runnable onNobody) {
        inner = inside.handler(new Side())
                .connect()
                .addListener(done -> {
                    if (done.isSuccess()) {
                        outer.config().setAutoRead(true);
                    } else {
                        reset(outer);
                        onNobody.run();
                    }
                })
                .channel();
    }

    boolean isOpen() {
        return outer.isActive();
    }

    /** Whether the outer side has said anything: a tracker does, a coordinator that only tries the address does not. */
    boolean hasSpoken() {
        return spoken;
    }

    void cut() {
        cut = true;
    }

    /** Ends both sides at once. */
    void reset() {
        cut = false;
        reset(outer);
        reset(inner);
    }

    private static void reset(Channel side) {
        if (side.isActive()) {
            side.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        side.close();
    }

    private Channel other(Channel side) {
        return side == outer ? inner : outer;
    }

    private final class Side extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object said) {
            spoken |= context.channel() == outer;
            if (cut) {
                ReferenceCountUtil.release(said);
            } else {
                other(context.channel()).writeAndFlush(said);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            other(context.channel()).config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!cut && inner != null) {
                other(context.channel()).writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
            if (context.channel() == outer) {
                onEnd.run();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A reset; the other side is told by a close.
            context.close();
        }
    }
}
