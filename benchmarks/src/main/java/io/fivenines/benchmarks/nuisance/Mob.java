package io.fivenines.benchmarks.nuisance;

import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.Transport;
import io.fivenines.benchmarks.wire.TrackerWire;
import io.fivenines.benchmarks.wire.Wires;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** So many bad clients of each kind; one that is thrown out is replaced. */
public final class Mob implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final TrackerWire wire;
    private final Fleet fleet;
    private final int ofEach;
    private final long replaceMs;
    private final EventLoopGroup loop;
    private final Bootstrap bootstrap;
    private final Map<Nuisance, AtomicLong> connected = new EnumMap<>(Nuisance.class);

    /** The fleet must hold as many trackers as there are bad clients in all. */
    public Mob(LoadPlan.Target target, Fleet fleet, int ofEach, long replaceMs) {
        this.wire = Wires.named(fleet.protocol());
        this.fleet = fleet;
        this.ofEach = ofEach;
        this.replaceMs = replaceMs;
        Transport transport = Transport.best();
        loop = transport.loops(1);
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.channel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .remoteAddress(target.host(0), target.port());
    }

    public static int size(int ofEach) {
        return Nuisance.values().length * ofEach;
    }

    public void gather() {
        int number = 0;
        for (Nuisance nuisance : Nuisance.values()) {
            connected.put(nuisance, new AtomicLong());
            for (int i = 0; i < ofEach; i++) {
                connect(nuisance, number++);
            }
        }
    }

    private void connect(Nuisance nuisance, int number) {
        long count = connected.get(nuisance).get();
        Pest pest = new Pest(nuisance, wire, fleet.ident(number), number, fleet.series() + number + (count << 32));
        ChannelFuture connecting = bootstrap.clone().handler(pest).connect();
        connecting.addListener(done -> connected.get(nuisance).addAndGet(done.isSuccess() ? 1 : 0));
        // Also after a failed connect, which closes its channel.
        connecting.channel().closeFuture().addListener(closed -> replace(nuisance, number));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What runs on the loop ends with it.
    private void replace(Nuisance nuisance, int number) {
        if (!loop.isShuttingDown()) {
            loop.schedule(() -> connect(nuisance, number), replaceMs, TimeUnit.MILLISECONDS);
        }
    }

    /** How many connections of each kind there were so far. */
    public Map<Nuisance, AtomicLong> connected() {
        return connected;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
