package io.fivenines.gateway.connection;

import io.fivenines.gateway.accept.Transport;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.Vitals;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** For the tests of other rooms that have threads of their own: {@link LineProtocol} over real sockets. */
public final class LineServer implements AutoCloseable {
    private final EventLoopGroup loops = Transport.best().loops(1);
    private final Channel server;

    public LineServer(Journal journal, Registry registry, Vitals vitals, InstantSource clock) {
        Room room = new Room(
                ConnectionConfig.DEFAULT, journal, registry, new Repeats(16), vitals, clock, () -> 0L, Doorman.NONE);
        Entrance entrance = new Entrance(
                "test",
                LineProtocol.PROTOCOL,
                false,
                new Guests(100, 0),
                Origin.listener("line", "test"),
                vitals.protocol("line"));
        Lanes lanes = new Lanes(loops, room);
        ServerBootstrap bootstrap = new ServerBootstrap();
        bootstrap.group(loops);
        bootstrap.channel(Transport.best().serverChannel()).childHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(lanes.of(channel.eventLoop()).connection(entrance));
            }
        });
        server = bootstrap
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
