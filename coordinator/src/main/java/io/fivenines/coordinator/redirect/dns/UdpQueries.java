package io.fivenines.coordinator.redirect.dns;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers datagrams, each at once, no more to any network than the limit allows. */
final class UdpQueries extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Logger LOG = LoggerFactory.getLogger(UdpQueries.class);

    private final Responder responder;
    private final ResponseLimit limit;
    private final DnsVitals vitals;
    private final LongSupplier nanoTime;
    private final ChannelFutureListener countUnsent;

    UdpQueries(Responder responder, ResponseLimit limit, DnsVitals vitals, LongSupplier nanoTime) {
        this.responder = responder;
        this.limit = limit;
        this.vitals = vitals;
        this.nanoTime = nanoTime;
        countUnsent = written -> {
            if (!written.isSuccess()) {
                vitals.unsent.inc();
            }
        };
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
        vitals.udpQueries.inc();
        Query query = QueryReader.read(packet.content());
        if (query == null) {
            vitals.unanswerable.inc();
            return;
        }
        ResponseLimit.Verdict verdict = limit.judge(packet.sender().getAddress(), nanoTime.getAsLong());
        if (verdict == ResponseLimit.Verdict.DROP) {
            vitals.limited.inc();
        } else if (!ctx.channel().isWritable()) {
            vitals.unsent.inc();
        } else {
            ByteBuf response = response(ctx, query, verdict);
            ctx.write(new DatagramPacket(response, packet.sender())).addListener(countUnsent);
        }
    }

    private ByteBuf response(ChannelHandlerContext ctx, Query query, ResponseLimit.Verdict verdict) {
        int lengthMax = Responder.udpMax(query);
        ByteBuf out = ctx.alloc().buffer(lengthMax);
        try {
            if (verdict == ResponseLimit.Verdict.SEND) {
                responder.answer(query, lengthMax, out);
            } else {
                new ResponseWriter(out, query, lengthMax).writeTruncated();
                vitals.slipped.inc();
            }
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
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            // A client that is gone already; the next one is another.
            LOG.debug("A datagram failed", cause);
        } else {
            LOG.error("A datagram was not answered", cause);
        }
    }
}
