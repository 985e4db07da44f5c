package io.fivenines.coordinator.redirect.dns;

import io.fivenines.coordinator.redirect.PlanFile;
import io.fivenines.coordinator.redirect.TrafficDirector;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The name server: its sockets, driven by one thread, and the plan it answers from. */
public final class DnsServer implements AutoCloseable {
    /** No honest query is longer. */
    private static final int QUERY_MAX = 2048;

    private static final int RECEIVE_BUFFER = 1 << 20;

    /** The system chooses a number free for UDP; something else may have it for TCP. */
    private static final int CHOSEN_PORT_TRIES = 20;

    private final DnsConfig config;
    private final DnsVitals vitals;
    private final DnsDirector director;
    private final LongSupplier nanoTime;
    private final long salt;
    private final ConnectionLimit connections;
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("dns"), NioIoHandler.newFactory());
    private final List<Channel> sockets = new ArrayList<>();

    private DnsServer(DnsConfig config, DnsVitals vitals, DnsDirector director, LongSupplier nanoTime, long salt) {
        this.config = config;
        this.vitals = vitals;
        this.director = director;
        this.nanoTime = nanoTime;
        this.salt = salt;
        connections = new ConnectionLimit(config.tcp(), vitals);
    }

    /**
     * Answers from the plan kept on disk, at once.
     *
     * @param salt any number nobody outside knows
     * @throws IOException if a port is taken, or the plan on disk cannot be read
     */
    public static DnsServer open(DnsConfig config, CollectorRegistry registry, LongSupplier nanoTime, long salt)
            throws IOException {
        DnsVitals vitals = new DnsVitals(registry);
        DnsDirector director = new DnsDirector(config, new PlanFile(config.planFile()).read(), vitals);
        DnsServer server = new DnsServer(config, vitals, director, nanoTime, salt);
        try {
            for (String host : config.hosts()) {
                server.listen(IpLiteral.of(host));
            }
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void listen(InetAddress host) throws IOException {
        for (int tries = config.port() == 0 ? CHOSEN_PORT_TRIES : 1; !listens(host, tries == 1); tries--) {}
    }

    /** @return whether the number is free for both; if it must be, that it is not is an error */
    private boolean listens(InetAddress host, boolean must) throws IOException {
        Channel udp = bound(udp().bind(host, config.port()).awaitUninterruptibly(), host);
        ChannelFuture binding = tcp().bind(udp.localAddress()).awaitUninterruptibly();
        if (!binding.isSuccess() && !must) {
            sockets.remove(udp);
            udp.close().awaitUninterruptibly();
            return false;
        }
        bound(binding, host);
        return true;
    }

    private Channel bound(ChannelFuture binding, InetAddress host) throws IOException {
        if (!binding.isSuccess()) {
            throw new IOException(
                    "no name server on " + host.getHostAddress() + " port " + config.port() + ": "
                            + binding.cause().getMessage(),
                    binding.cause());
        }
        sockets.add(binding.channel());
        return binding.channel();
    }

    private Bootstrap udp() {
        ResponseLimit limit = new ResponseLimit(config.rate(), salt, nanoTime.getAsLong());
        return new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(QUERY_MAX))
                .handler(new UdpQueries(director.responder(), limit, vitals, nanoTime));
    }

    private ServerBootstrap tcp() {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(QUERY_MAX))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        accept(connection);
                    }
                });
    }

    private void accept(SocketChannel connection) {
        if (!connections.admits(connection)) {
            connection.close();
            return;
        }
        connection
                .pipeline()
                .addLast(new LengthFieldBasedFrameDecoder(2 + QUERY_MAX, 0, 2, 0, 2))
                // Behind the decoder, so that only whole questions count as signs of life.
                .addLast(new IdleStateHandler(config.tcp().idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                .addLast(new TcpQueries(director.responder(), vitals));
    }

    /** What gives it newer plans to answer from. */
    public TrafficDirector director() {
        return director;
    }

    /** Of UDP and TCP. */
    public int port() {
        return ((InetSocketAddress) sockets.get(0).localAddress()).getPort();
    }

    @Override
    public void close() {
        sockets.forEach(socket -> socket.close().awaitUninterruptibly());
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
