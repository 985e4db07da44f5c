package io.fivenines.gateway.accept;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Turns the decoded PROXY header into an event that carries the tracker's address, and leaves the pipeline. A header
 * without addresses (command LOCAL: the proxy's own health check) leaves the socket's.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws UnknownHostException {
        if (!(message instanceof HAProxyMessage header)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            byte[] address = header.command() == HAProxyCommand.PROXY && header.sourceAddress() != null
                    ? NetUtil.createByteArrayFromIpAddressString(header.sourceAddress())
                    : null;
            ctx.fireUserEventTriggered(
                    address == null
                            ? ctx.channel().remoteAddress()
                            : new InetSocketAddress(InetAddress.getByAddress(address), header.sourcePort()));
        } finally {
            header.release();
            ctx.pipeline().remove(this);
        }
    }
}
