package io.fivenines.benchmarks.bare;

import io.fivenines.benchmarks.load.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Answers trackers and does nothing else, but for what its lines do. */
public final class BareServer implements AutoCloseable {
    private static final int ACCEPT_QUEUE = 4_096;

    private final EventLoopGroup loops;
    private final Channel server;

    /** Port 0 is any free one. */
    public BareServer(String protocol, String host, int port, int threads) {
        this(host, port, threads, lines(BareWire.of(protocol)));
    }

    private static Supplier<ChannelHandler> lines(BareWire wire) {
        return () -> new BareLine(wire);
    }

    /** With these lines. */
    BareServer(String host, int port, int threads, Supplier<ChannelHandler> lines) {
        Transport transport = Transport.best();
        loops = transport.loops(threads);
        server = new ServerBootstrap()
                .group(loops)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, ACCEPT_QUEUE)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(lines.get());
                    }
                })
                .bind(host, port)
                .syncUninterruptibly()
                .channel();
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Returns when the server is closed by somebody else. */
    public void await() throws InterruptedException {
        server.closeFuture().sync();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
