package io.fivenines.coordinator.redirect.dns;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what comes over one connection, in order and without waiting for the client to take the answers; while it
 * does not take them, nothing more is read.
 */
final class TcpQueries extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(TcpQueries.class);
    private static final int USUAL_LENGTH = 256;

    private final Responder responder;
    private final DnsVitals vitals;

    TcpQueries(Responder responder, DnsVitals vitals) {
        this.responder = responder;
        this.vitals = vitals;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
        vitals.tcpQueries.inc();
        Query query = QueryReader.read(message);
        if (query == null) {
            vitals.unanswerable.inc();
            ctx.close();
            return;
        }
        ctx.write(response(ctx, query));
    }

    private ByteBuf response(ChannelHandlerContext ctx, Query query) {
        ByteBuf out = ctx.alloc().buffer(USUAL_LENGTH);
        try {
            out.writeShort(0);
            responder.answer(query, Responder.TCP_MAX, out);
            out.setShort(0, out.readableBytes() - 2);
            return out.retain();
        } finally {
            out.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("Connection of {} ends", ctx.channel().remoteAddress(), cause);
        ctx.close();
    }
}
