package io.fivenines.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Ident;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final ConnectionConfig CONFIG =
            new ConnectionConfig(Duration.ofMinutes(10), Duration.ofSeconds(30), 4, 3, 16);

    private final FakeJournal journal = new FakeJournal(4);
    private final Registry registry = new Registry();
    private final Vitals vitals = new Vitals(Verdict.values());
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final Repeats repeats = new Repeats(16);
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @AfterEach
    void closeChannels() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    /** A connection with a lane of its own: an embedded channel is its own event loop. */
    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel();
        Room room = new Room(CONFIG, journal, registry, repeats, vitals, () -> now, () -> 0L, Doorman.NONE);
        Lane lane = new Lane(channel.eventLoop(), room, new Rejections(() -> now));
        Entrance entrance = new Entrance(
                "test",
                LineProtocol.PROTOCOL,
                false,
                new Guests(100, 0),
                Origin.listener("line", "test"),
                vitals.protocol("line"));
        channel.pipeline().addLast(lane.connection(entrance));
        channel.pipeline().fireChannelActive();
        channels.add(channel);
        return channel;
    }

    private static void send(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        channel.runPendingTasks();
    }

    private void sync(EmbeddedChannel channel) {
        journal.sync();
        channel.runPendingTasks();
    }

    private static String answers(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return text.toString();
    }

    private void passTime(EmbeddedChannel channel, Duration time) {
        now = now.plus(time);
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    @Test
    void shouldAnswerALoginAtOnce() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\n");
        assertThat(answers(channel)).isEqualTo("i");
        assertThat(registry.find(Ident.of("123"))).isNotNull();
    }

    @Test
    void shouldWithholdTheReplyUntilTheRecordIsDurable() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\nR,1000,5.5\n");
        assertThat(answers(channel)).isEqualTo("i");
        sync(channel);
        assertThat(answers(channel)).isEqualTo("r");
        assertThat(journal.messages()).singleElement().asString().contains("\"position.latitude\":5.5");
    }

    @Test
    void shouldKeepRepliesInOrderBehindAnUnsyncedRecord() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\nR,1000,5\nH\n");
        send(channel, "H\n");
        assertThat(answers(channel)).isEqualTo("i");
        sync(channel);
        assertThat(answers(channel)).isEqualTo("rh");
        sync(channel);
        assertThat(answers(channel)).isEqualTo("h");
    }

    @Test
    void shouldGatherWhatComesDuringASyncIntoOneBatch() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\nR,1,1\n");
        send(channel, "R,2,2\n");
        send(channel, "R,3,3\n");
        assertThat(journal.commits()).isEqualTo(1);
        sync(channel);
        assertThat(answers(channel)).isEqualTo("ir");
        assertThat(journal.commits()).isEqualTo(1);
        sync(channel);
        assertThat(answers(channel)).isEqualTo("rr");
    }

    @Test
    void shouldNotGiveAStrangerMoreTimeForEveryByte() {
        EmbeddedChannel dripping = connect();
        for (int second = 0; second < 29; second++) {
            send(dripping, "x");
            passTime(dripping, Duration.ofSeconds(1));
        }
        assertThat(dripping.isActive()).isTrue();
        send(dripping, "x");
        passTime(dripping, Duration.ofSeconds(12));
        assertThat(dripping.isActive()).isFalse();
    }

    @Test
    void shouldCountSilenceFromTheLoginOn() {
        EmbeddedChannel channel = connect();
        passTime(channel, Duration.ofSeconds(25));
        send(channel, "I,123\n");
        passTime(channel, Duration.ofMinutes(9));
        assertThat(channel.isActive()).isTrue();
        passTime(channel, Duration.ofMinutes(2));
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldLeaveNothingOfAFrameThatTurnsOutBad() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\nX\nR,7,7\n");
        sync(channel);
        assertThat(answers(channel)).isEqualTo("ir");
        assertThat(journal.messages()).singleElement().asString().contains("\"timestamp\":7");
    }

    @Test
    void shouldNotAcceptARecordFromAStranger() {
        EmbeddedChannel channel = connect();
        send(channel, "R,7,7\n");
        assertThat(answers(channel)).isEmpty();
        assertThat(journal.commits()).isZero();
    }

    @Test
    void shouldStoreARepeatedFrameOnceAndAnswerItAgain() {
        EmbeddedChannel first = connect();
        send(first, "I,123\nR,7,7\n");
        sync(first);
        EmbeddedChannel second = connect();
        send(second, "I,123\nR,7,7\n");
        assertThat(answers(second)).isEqualTo("ir");
        assertThat(journal.messages()).hasSize(1);
    }

    @Test
    void shouldStoreAFrameAgainWhoseFirstCopyIsNotDurableYet() {
        EmbeddedChannel first = connect();
        send(first, "I,123\nR,7,7\n");
        EmbeddedChannel second = connect();
        send(second, "I,123\nR,7,7\n");
        assertThat(answers(second)).isEqualTo("i");
        assertThat(journal.commits()).isEqualTo(2);
    }

    @Test
    void shouldCloseTheOlderConnectionOfATrackerAfterItsLastReply() {
        EmbeddedChannel older = connect();
        send(older, "I,123\nR,1,1\n");
        EmbeddedChannel newer = connect();
        send(newer, "I,123\n");
        older.runPendingTasks();
        assertThat(older.isOpen()).isTrue();
        sync(older);
        assertThat(answers(older)).isEqualTo("ir");
        assertThat(older.isOpen()).isFalse();
        assertThat(newer.isOpen()).isTrue();
        assertThat(registry.find(Ident.of("123"))).isNotNull();
    }

    @Test
    void shouldStopReadingWhileTooManyRepliesWait() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\nQ,1\nQ,2\nQ,3\nQ,4\nQ,5\nQ,6\n");
        assertThat(channel.config().isAutoRead()).isFalse();
        sync(channel);
        assertThat(channel.config().isAutoRead()).isTrue();
        sync(channel);
        assertThat(journal.messages()).hasSize(6);
    }

    @Test
    void shouldStopReadingWithoutJournalSpaceAndLoseNothing() {
        for (int i = 0; i < 4; i++) {
            journal.claim();
        }
        EmbeddedChannel channel = connect();
        send(channel, "I,123\nR,1,1\nR,2,");
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(answers(channel)).isEmpty();
        passTime(channel, Duration.ofHours(1));
        assertThat(channel.isOpen())
                .as("the gateway is the one that does not read")
                .isTrue();
    }

    @Test
    void shouldDisconnectAStrangerWhoDoesNotSayWhoItIs() {
        EmbeddedChannel channel = connect();
        passTime(channel, Duration.ofSeconds(29));
        assertThat(channel.isOpen()).isTrue();
        passTime(channel, Duration.ofSeconds(3));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldDisconnectASilentTracker() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\n");
        passTime(channel, Duration.ofMinutes(9));
        send(channel, "H\n");
        passTime(channel, Duration.ofMinutes(9));
        assertThat(channel.isOpen()).isTrue();
        passTime(channel, Duration.ofMinutes(2));
        assertThat(channel.isOpen()).isFalse();
        assertThat(registry.size()).isZero();
    }

    @Test
    void shouldCloseAfterTooManyFramesNobodyUnderstands() {
        EmbeddedChannel channel = connect();
        send(channel, "?\n?\n?\n");
        assertThat(channel.isOpen()).isTrue();
        send(channel, "?\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldCloseWhenAFrameIsLongerThanItsProtocolHas() {
        EmbeddedChannel channel = connect();
        send(channel, "R".repeat(65));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldShowTrafficToWhoWatchesThisTracker() throws Exception {
        EmbeddedChannel channel = connect();
        List<String> seen = new ArrayList<>();
        AutoCloseable watch = registry.watch(Ident.of("123"), new TrafficListener() {
            @Override
            public void received(byte[] frame) {
                seen.add(new String(frame, StandardCharsets.US_ASCII).strip());
            }

            @Override
            public void sent(byte[] reply) {
                seen.add("> " + new String(reply, StandardCharsets.US_ASCII));
            }
        });
        send(channel, "I,123\nH\n");
        watch.close();
        channel.runPendingTasks();
        send(channel, "H\n");
        assertThat(seen).containsExactly("> i", "H", "> h");
    }

    @Test
    @ExpectedErrors("Connection closed after an error")
    void shouldLoseNothingOfOthersWhenACodecThrows() {
        EmbeddedChannel channel = connect();
        send(channel, "I,123\nR,7,7\nT\n");
        assertThat(channel.isOpen()).isFalse();
        journal.sync();
        assertThat(journal.messages()).singleElement().asString().contains("\"timestamp\":7");
    }
}
