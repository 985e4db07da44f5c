package io.fivenines.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.Vitals;
import io.fivenines.testing.ExpectedErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that share a lane: what happens to one must not happen to its neighbours. */
class LaneTest {
    private static final int CLAIMS = 4;
    private static final ConnectionConfig CONFIG =
            new ConnectionConfig(Duration.ofMinutes(10), Duration.ofSeconds(30), 4, 3, 16);

    private final FakeJournal journal = new FakeJournal(CLAIMS);
    private final Registry registry = new Registry();
    private final Vitals vitals = new Vitals(Verdict.values());
    private final Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Entrance entrance = new Entrance(
            "test",
            LineProtocol.PROTOCOL,
            false,
            new Guests(2000, 0),
            Origin.listener("line", "test"),
            vitals.protocol("line"));
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Lane lane = new Lane(
            loop.eventLoop(),
            new Room(CONFIG, journal, registry, new Repeats(16), vitals, () -> now, () -> 0L, Doorman.NONE),
            new Rejections(() -> now));
    private final List<EmbeddedChannel> channels = new ArrayList<>(List.of(loop));

    @AfterEach
    void closeChannels() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel(lane.connection(entrance));
        channels.add(channel);
        return channel;
    }

    private static void send(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        channel.runPendingTasks();
    }

    private void sync() {
        loop.runPendingTasks();
        journal.sync();
        loop.runPendingTasks();
    }

    private static String answers(EmbeddedChannel channel) {
        channel.runPendingTasks();
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return text.toString();
    }

    private List<Claim> takeAllSpace() {
        List<Claim> claims = new ArrayList<>();
        while (journal.free() > 0) {
            claims.add(journal.claim());
        }
        return claims;
    }

    @Test
    @ExpectedErrors("Connection closed after an error")
    void shouldGoOnWithTheOthersWhenACodecThrowsAtWhatWaitedForSpace() {
        List<Claim> taken = takeAllSpace();
        EmbeddedChannel throwing = connect();
        send(throwing, "I,1\nT\n");
        EmbeddedChannel neighbour = connect();
        send(neighbour, "I,2\nR,7,7\n");
        taken.forEach(Claim::release);
        sync();
        assertThat(throwing.isOpen()).isFalse();
        assertThat(answers(neighbour)).isEqualTo("ir");
        assertThat(neighbour.config().isAutoRead()).isTrue();
    }

    @Test
    @ExpectedErrors("Connection closed after an error")
    void shouldGoOnWithTheOthersWhenACodecThrowsAtWhatWaitedForReplies() {
        EmbeddedChannel throwing = connect();
        send(throwing, "I,1\nQ,1\nQ,2\nQ,3\nQ,4\nT\n");
        EmbeddedChannel neighbour = connect();
        send(neighbour, "I,2\nR,1,1\n");
        sync();
        assertThat(throwing.isOpen()).isFalse();
        assertThat(answers(neighbour)).isEqualTo("ir");
        send(neighbour, "R,2,2\n");
        sync();
        assertThat(answers(neighbour)).isEqualTo("r");
        assertThat(journal.free()).isEqualTo(CLAIMS);
        assertThat(journal.messages()).hasSize(6);
    }

    @Test
    void shouldStoreAllThatCameBeforeATrackerLeft() {
        EmbeddedChannel hasty = connect();
        send(hasty, "I,1\n" + "Q,7\n".repeat(20) + "Q,");
        assertThat(hasty.config().isAutoRead())
                .as("no more than four replies wait")
                .isFalse();
        hasty.close();
        sync();
        assertThat(journal.messages()).hasSize(20);
        assertThat(answers(hasty)).isEqualTo("i");
        assertThat(journal.free()).isEqualTo(CLAIMS);
    }

    @Test
    @ExpectedErrors("Connection closed after an error")
    void shouldForgetOneWhoseLastFrameFails() {
        EmbeddedChannel hasty = connect();
        send(hasty, "I,1\n" + "Q,7\n".repeat(5) + "T\n");
        hasty.close();
        sync();
        assertThat(journal.messages()).hasSize(5);
        assertThat(registry.size()).isZero();
    }

    @Test
    void shouldForgetThoseWhoClosedWhileTheyWaitedForSpace() {
        List<Claim> taken = takeAllSpace();
        EmbeddedChannel patient = connect();
        send(patient, "I,1\nR,1,1\n");
        for (int i = 0; i < 1000; i++) {
            EmbeddedChannel gone = connect();
            send(gone, "I,2\nR,2,2\n");
            gone.close();
        }
        assertThat(lane.waiting).hasSize(1);
        taken.forEach(Claim::release);
        sync();
        assertThat(lane.waiting).isEmpty();
        assertThat(answers(patient)).isEqualTo("ir");
        assertThat(journal.messages()).hasSize(1);
    }

    @Test
    void shouldEndOneThatIsOwedWhatNobodyCanGiveIt() {
        EmbeddedChannel stored = connect();
        send(stored, "I,1\nR,1,1\n");
        loop.runPendingTasks();
        List<Claim> taken = takeAllSpace();
        EmbeddedChannel waiting = connect();
        send(waiting, "I,2\nR,2,2\n");

        lane.closeIdle(CloseReason.SHUTDOWN, new AtomicInteger(9));
        assertThat(stored.isOpen()).isTrue();
        assertThat(waiting.isOpen()).isTrue();
        for (int i = 0; i < 2; i++) {
            lane.end(CloseReason.SHUTDOWN, new AtomicInteger(9));
        }
        assertThat(stored.isOpen()).isFalse();
        assertThat(waiting.isOpen()).isFalse();

        taken.forEach(Claim::release);
        sync();
        assertThat(answers(stored)).isEqualTo("i");
        assertThat(journal.messages()).hasSize(1);
        assertThat(journal.free()).isEqualTo(CLAIMS);
        assertThat(registry.size()).isZero();
        assertThat(lane.isIdle()).isTrue();
    }
}
