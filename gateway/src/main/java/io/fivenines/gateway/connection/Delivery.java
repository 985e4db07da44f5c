package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;

/** One order on its way through one connection, see {@link Courier#deliver}. */
record Delivery(Connection to, ChannelHandlerContext context, Ident addressee, Order order, Receipt receipt)
        implements Runnable {
    /** On the connection's event loop, after what that is busy with. */
    void start() {
        try {
            context.executor().execute(this);
        } catch (RejectedExecutionException e) {
            receipt.lost(false);
        }
    }

    @Override
    public void run() {
        if (to.ends() || !addressee.equals(to.sender())) {
            receipt.lost(false);
            return;
        }
        ReplyBuffer letter = new ReplyBuffer();
        Confirmation confirmation;
        try {
            confirmation = write(letter);
        } catch (IllegalArgumentException e) {
            receipt.impossible(e.getMessage());
            return;
        }
        if (to.watcher() != null) {
            to.watcher().sent(Arrays.copyOf(letter.bytes(), letter.length()));
        }
        ByteBuf out = context.alloc().ioBuffer(letter.length()).writeBytes(letter.bytes(), 0, letter.length());
        context.writeAndFlush(out).addListener(written -> {
            if (written.isSuccess()) {
                receipt.sent(confirmation);
            } else {
                receipt.lost(true);
            }
        });
    }

    private Confirmation write(ReplyBuffer letter) {
        if (order.command() instanceof Command.Raw raw) {
            for (byte octet : raw.bytes()) {
                letter.u8(octet);
            }
            return Confirmation.UNKNOWN;
        }
        CommandType type = order.command().type();
        Downlink downlink = to.codec().downlink();
        if (!downlink.supports(order.command()) || !to.codec().encode(order, letter)) {
            throw new IllegalArgumentException("type is '" + type.label() + "', for which " + to.protocol()
                    + " has no word, expected one of " + downlink.words());
        }
        if (downlink.unanswered().contains(type)) {
            return Confirmation.NEVER;
        }
        return downlink.numbered() ? Confirmation.NUMBERED : Confirmation.IN_TURN;
    }
}
