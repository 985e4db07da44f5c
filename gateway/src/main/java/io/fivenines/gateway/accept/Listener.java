package io.fivenines.gateway.accept;

import io.fivenines.gateway.connection.CloseReason;
import io.fivenines.gateway.connection.Entrance;
import io.fivenines.gateway.connection.Lanes;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;

/** One port for trackers: bound from its making until it is closed. */
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 8192;
    /** Replies are small: a tracker that leaves this much unread is not reading. */
    private static final WriteBufferWaterMark WATERMARK = new WriteBufferWaterMark(8 * 1024, 32 * 1024);

    private final String name;
    private final String protocol;
    private final ServerBootstrap bootstrap;
    private final InetSocketAddress address;
    private Channel channel;

    /**
     * Binds.
     *
     * @param certificates null for plain TCP
     * @throws IOException if the port is taken
     */
    public Listener(
            ListenerConfig config,
            Certificates certificates,
            Entrance entrance,
            Transport transport,
            EventLoopGroup loops,
            Lanes lanes)
            throws IOException {
        name = config.name();
        protocol = config.protocol();
        bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATERMARK)
                .childHandler(initializer(config, certificates, entrance, lanes));
        if (config.acceptRate() > 0) {
            bootstrap.handler(new Pace(config.acceptRate()));
        }
        channel = bind(new InetSocketAddress(config.host(), config.port()));
        address = (InetSocketAddress) channel.localAddress();
    }

    private Channel bind(InetSocketAddress wanted) throws IOException {
        try {
            return bootstrap.bind(wanted).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding " + wanted, e);
        } catch (Exception e) {
            throw new IOException(
                    "cannot listen on " + wanted.getHostString() + ":" + wanted.getPort() + " for " + protocol + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static ChannelHandler initializer(
            ListenerConfig config, Certificates certificates, Entrance entrance, Lanes lanes) {
        Networks proxies = new Networks(config.trustedProxies());
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                if (config.proxied()) {
                    if (!proxies.contain((InetSocketAddress) channel.remoteAddress())) {
                        entrance.vitals().opened();
                        entrance.vitals().closed(CloseReason.REFUSED.label());
                        channel.close();
                        return;
                    }
                    channel.pipeline().addLast(new HAProxyMessageDecoder(), new ProxyHeader());
                }
                if (certificates != null) {
                    channel.pipeline().addLast(certificates.context().newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(lanes.of(channel.eventLoop()).connection(entrance));
            }
        };
    }

    public String protocol() {
        return protocol;
    }

    public String name() {
        return name;
    }

    /** Where it listens, with the port the system chose; or listened, while it is closed. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Listens again where it did before it was closed; nothing happens if it was not.
     *
     * @throws IOException if the port is taken by now
     */
    public synchronized void open() throws IOException {
        if (!channel.isOpen()) {
            channel = bind(address);
        }
    }

    /** No new connections; those there are stay. */
    @Override
    public synchronized void close() {
        channel.close().syncUninterruptibly();
    }
}
