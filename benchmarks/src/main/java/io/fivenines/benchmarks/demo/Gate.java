package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.load.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One public address of a datacenter, as the outside has it: it answers there while a gateway answers inside, and
 * passes on what comes. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What did not come about is tried again with the next look.
final class Gate {
    private static final int CONNECT_MS = 5_000;

    private final EventLoop loop;
    private final Transport transport;
    private final InetSocketAddress outside;
    private final InetSocketAddress inside;
    private final Set<Passage> passages = new LinkedHashSet<>();
    /** Those that were there when it was cut, whatever their outer side has done since. */
    private final List<Passage> severed = new ArrayList<>();

    private Channel listener;
    private Blackhole hole;

    Gate(EventLoop loop, Transport transport, InetSocketAddress outside, InetSocketAddress inside) {
        this.loop = loop;
        this.transport = transport;
        this.outside = outside;
        this.inside = inside;
    }

    /** Opens or closes as the inside does. */
    void follow(Set<InetSocketAddress> listening) {
        boolean wanted = listening.contains(inside) && hole == null;
        if (wanted && listener == null) {
            open();
        } else if (!wanted && listener != null) {
            shut();
        }
    }

    private void open() {
        listener = new ServerBootstrap()
                .group(loop)
                .channel(transport.server())
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel outer) {
                        enter(outer);
                    }
                })
                .bind(outside)
                .addListener(done -> listener = done.isSuccess() ? listener : null)
                .channel();
    }

    private void shut() {
        listener.close();
        listener = null;
    }

    private void enter(Channel outer) {
        Passage[] made = new Passage[1];
        made[0] = new Passage(outer, () -> passages.remove(made[0]));
        passages.add(made[0]);
        made[0].goOn(
                new Bootstrap()
                        .group(loop)
                        .channel(transport.channel())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
                        .remoteAddress(inside),
                this::onNobody);
    }

    /** Nobody answers inside: nor does this, until the next look shows somebody. */
    private void onNobody() {
        if (listener != null) {
            shut();
        }
    }

    /** Whether it should answer and does not, or not yet. */
    boolean isShut() {
        return listener == null && hole == null;
    }

    /** From now on nothing comes through, and nobody is told. */
    void cut() throws IOException {
        if (hole == null) {
            if (listener != null) {
                shut();
            }
            hole = new Blackhole(outside);
            severed.addAll(passages);
            severed.forEach(Passage::cut);
        }
    }

    /** Newcomers get through again; connections from before are over. */
    void mend() throws IOException {
        if (hole != null) {
            hole.close();
            hole = null;
            severed.forEach(Passage::reset);
            severed.clear();
        }
    }

    /** Trackers' connections that are there now. */
    List<Passage> passages() {
        return passages.stream().filter(Passage::hasSpoken).toList();
    }

    void close() throws IOException {
        mend();
        if (listener != null) {
            shut();
        }
        List.copyOf(passages).forEach(Passage::reset);
    }
}
