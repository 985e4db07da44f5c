package io.fivenines.gateway.connection;

import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.Vitals;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** For the tests of other rooms: a tracker that speaks {@link LineProtocol} on a connection without a socket. */
public final class LineTracker implements AutoCloseable {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    /** Connects and says who it is. */
    public LineTracker(String ident, Journal journal, Registry registry, Vitals vitals, InstantSource clock) {
        Room room = new Room(
                ConnectionConfig.DEFAULT, journal, registry, new Repeats(16), vitals, clock, () -> 0L, Doorman.NONE);
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

    /** What it has been sent since it was last asked; does what its event loop has to do. */
    String received() {
        channel.runPendingTasks();
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return text.toString();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
