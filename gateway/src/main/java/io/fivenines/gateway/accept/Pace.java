package io.fivenines.gateway.accept;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many new connections in a second; the others wait in the kernel's queue, where they cost next to nothing and
 * keep their turn. Spread over tenths of a second, so that a second's worth does not come at once.
 */
final class Pace extends ChannelInboundHandlerAdapter {
    private static final int SLICES = 10;

    private final int perSlice;
    private final long sliceMs;
    private int taken;
    private boolean counting;

    /**
     * A fresh pace.
     *
     * @param rate connections a second, at least 1
     */
    Pace(int rate) {
        perSlice = Math.max(1, rate / SLICES);
        sliceMs = perSlice * 1000L / rate;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        if (!counting) {
            counting = true;
            ctx.executor().schedule(() -> nextSlice(ctx), sliceMs, TimeUnit.MILLISECONDS);
        }
        if (++taken >= perSlice) {
            ctx.channel().config().setAutoRead(false);
        }
        ctx.fireChannelRead(accepted);
    }

    /** What the last slice let in above its share, because accepts come in bunches, counts against the next. */
    private void nextSlice(ChannelHandlerContext ctx) {
        taken = Math.max(0, taken - perSlice);
        counting = taken > 0;
        if (counting) {
            ctx.executor().schedule(() -> nextSlice(ctx), sliceMs, TimeUnit.MILLISECONDS);
        }
        ctx.channel().config().setAutoRead(taken < perSlice);
    }
}
