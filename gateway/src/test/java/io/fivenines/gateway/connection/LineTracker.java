package io.fivenines.gateway.connection;

import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.Vitals;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** For the tests of other rooms: a tracker that speaks {@link LineProtocol} on a connection without a socket. */
public final class LineTracker implements AutoCloseable {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    /** Connects and says who it is. */
    public LineTracker(String ident, Journal journal, Registry registry, Vitals vitals, InstantSource clock) {
        Room room = new Room(ConnectionConfig.DEFAULT, journal, registry, new Repeats(16), vitals, clock, () -> 0L);
        Entrance entrance = new Entrance(
                "test",
                LineProtocol.PROTOCOL,
                false,
                new Guests(100, 0),
                Origin.listener("line", "test"),
                vitals.protocol("line"));
        Lane lane = new Lane(channel.eventLoop(), room, new Rejections(clock));
        channel.pipeline().addLast(lane.connection(entrance));
        channel.pipeline().fireChannelActive();
        send("I," + ident + "\n");
    }

    public void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        channel.runPendingTasks();
        channel.releaseOutbound();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
