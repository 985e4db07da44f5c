package io.fivenines.gateway.accept;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** How sockets are driven: epoll on Linux, NIO elsewhere. */
public record Transport(IoHandlerFactory handlers, Class<? extends ServerChannel> serverChannel) {
    /** The best one this machine has. */
    public static Transport best() {
        return Epoll.isAvailable()
                ? new Transport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
                : new Transport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }

    /**
     * Event loops.
     *
     * @param threads 0 for as many as the machine has cores
     */
    public MultiThreadIoEventLoopGroup loops(int threads) {
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("trackers"), handlers);
    }
}
