package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalContract;
import io.fivenines.gateway.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, one for all tests; each has a topic of its own. */
@Tag("long")
class KafkaJournalTest extends JournalContract {
    /** So that shares change hands, and brokers are found again, as fast as they can. */
    private static final Map<String, String> BRISK =
            Map.of("heartbeat.interval.ms", "300", "reconnect.backoff.max.ms", "200");

    private static final int ENTRIES = 60_000;
    private static final int FAST = 8;

    private static KafkaBroker broker;
    private String topic;

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws Exception {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void killBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTopic(TestInfo test) throws Exception {
        if (!broker.isAlive()) {
            // A test that failed left it so.
            broker.start();
        }
        topic = test.getTestMethod().orElseThrow().getName();
        broker.topic(topic, 3, Map.of());
    }

    private KafkaConfig config(int replicas, boolean allowWeak) {
        return config(broker.address(), BRISK, replicas, allowWeak);
    }

    private KafkaConfig config(String address, Map<String, String> client, int replicas, boolean allowWeak) {
        return new KafkaConfig(
                address,
                topic,
                KafkaConfig.Format.JSON,
                replicas,
                allowWeak,
                Duration.ofSeconds(2),
                client,
                KafkaConfig.AcknowledgeAfter.LOCAL,
                Duration.ofSeconds(2),
                KafkaConfig.Other.NONE);
    }

    @Override
    protected Journal open() throws Exception {
        return open(config(1, false));
    }

    private Journal open(KafkaConfig config) throws IOException {
        return open(config, System::nanoTime);
    }

    private Journal open(KafkaConfig config, LongSupplier nanos) throws IOException {
        return KafkaJournal.open(
                config,
                new KafkaJournal.Space(CLAIMS, 32 << 10),
                new PlainRendering(),
                InstantSource.system(),
                nanos,
                (thread, e) -> uncaught.add(e));
    }

    @Test
    void shouldRefuseATopicThatPromisesLessThanAsked() {
        assertThatThrownBy(() -> open(config(2, false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has replication.factor 1, expected 2 or more")
                .hasMessageContaining("has min.insync.replicas 1, expected 2 or more");
    }

    @Test
    void shouldTakeAWeakTopicOnRequestAndSayThatItIsWeak() throws Exception {
        try (Journal journal = open(config(2, true))) {
            append(journal, "a", 1, "x");
            assertThat(journal.status().writable()).isTrue();
            assertThat(journal.status().promise().weak()).isTrue();
            assertThat(journal.status().promise().words())
                    .contains("of 1 broker of Kafka; weaker than asked for")
                    .contains("min.insync.replicas 1, expected 2");
        }
        try (Journal journal = open()) {
            assertThat(journal.status().promise().weak()).isFalse();
        }
    }

    @Test
    void shouldWriteByTlsWithAPasswordAndSayWhatIsWrongWithAnother() throws Exception {
        Map<String, String> client = new HashMap<>(BRISK);
        client.putAll(broker.credentials(KafkaBroker.PASSWORD));
        try (Journal journal = open(config(broker.secureAddress(), client, 1, false))) {
            append(journal, "a", 1, "x");
        }
        client.putAll(broker.credentials("guessed"));
        try (Journal journal = open(config(broker.secureAddress(), client, 1, false))) {
            assertThat(journal.status().writable()).isFalse();
            assertThat(journal.status().reason())
                    .contains(broker.secureAddress())
                    .contains("Authentication failed");
        }
        client.putAll(broker.credentials(KafkaBroker.PASSWORD));
        client.put("ssl.truststore.location", "/nowhere/ca.pem");
        assertThatThrownBy(() -> open(config(broker.secureAddress(), client, 1, false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere/ca.pem");
    }

    @Test
    void shouldRefuseATopicThatDoesNotExistOrLosesRecords() throws Exception {
        topic = "nowhere";
        assertThatThrownBy(this::open).hasMessageContaining("topic nowhere does not exist");
        topic = "compacted";
        broker.topic(topic, 1, Map.of("cleanup.policy", "compact"));
        assertThatThrownBy(this::open).hasMessageContaining("has cleanup.policy compact, expected delete");
        topic = "unclean";
        broker.topic(topic, 1, Map.of("unclean.leader.election.enable", "true"));
        assertThatThrownBy(this::open).hasMessageContaining("unclean.leader.election.enable true, expected false");
    }

    @Test
    void shouldAcknowledgeNothingWhileTheBrokerIsGoneAndGoOnWhenItIsBack() throws Exception {
        try (Journal journal = open()) {
            Writer writer = new Writer(journal, 0, ENTRIES);
            writer.start();
            Awaitility.await()
                    .pollInterval(5, TimeUnit.MILLISECONDS)
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> writer.durable() > 2_000);
            broker.kill();
            assertThat(writer.durable()).as("in the middle of it").isLessThan(ENTRIES);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> !journal.status().writable());
            int durable = writer.durable();
            assertThat(journal.claim()).isNull();
            assertThat(journal.status().reason()).isNotEmpty();
            CompletableFuture<Void> space = new CompletableFuture<>();
            journal.whenSpace(() -> space.complete(null));
            Awaitility.await().pollDelay(3, TimeUnit.SECONDS).until(() -> true);
            assertThat(space).isNotDone();
            assertThat(writer.durable()).isEqualTo(durable);
            broker.start();
            writer.awaitAll();
            space.get(60, TimeUnit.SECONDS);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> journal.status().reason().isEmpty());
            assertWhole(journal, writer, ENTRIES);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldStartWithoutABrokerAndWriteOnceThereIsOne() throws Exception {
        broker.kill();
        try (Journal journal = open()) {
            assertThat(journal.claim()).isNull();
            assertThat(journal.status().reason()).contains("does not answer");
            broker.start();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> journal.status().writable());
            append(journal, "a", 1, "x");
        }
    }

    @Test
    void shouldCloseWithoutABrokerAndSayWhatItDidNotWrite() throws Exception {
        // Its time runs faster, because it waits for acknowledgements for so long.
        Journal journal = open(config(1, false), () -> FAST * System.nanoTime());
        append(journal, "a", 1, "x");
        broker.kill();
        Claim claim = journal.claim();
        claim.begin(new byte[] {1}, 0);
        claim.end();
        List<Claim> completed = new ArrayList<>();
        journal.commit(claim, completed::add);
        assertThatThrownBy(journal::close).hasMessageContaining("claims that Kafka did not acknowledge");
        assertThat(completed).isEmpty();
        broker.start();
    }

    @Test
    void shouldHoldARecordThatTheTopicIsTooSmallForUntilItIsLargeEnough() throws Exception {
        try (Journal journal = open()) {
            append(journal, "a", 1, "first");
            // Taken before: the watch soon finds that setting out.
            Claim claim = journal.claim();
            setting("max.message.bytes", "1000");
            claim.begin("a".getBytes(UTF_8), 2).put(incompressible(20_000));
            claim.end();
            CompletableFuture<Void> durable = new CompletableFuture<>();
            journal.commit(claim, done -> durable.complete(null));
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> journal.status().reason().contains("refused a record"));
            assertThat(durable).isNotDone();
            setting("max.message.bytes", "1048588");
            durable.get(60, TimeUnit.SECONDS);
        }
    }

    private static byte[] incompressible(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(5).nextBytes(noise);
        return noise;
    }

    private void setting(String name, String value) throws Exception {
        try (Admin admin = broker.admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldShareAFeedAmongNodesAndGiveADeadNodesShareToTheOther() throws Exception {
        try (Journal one = open();
                Journal another = open();
                Feed first = one.feed("shared")) {
            List<String> firsts = new ArrayList<>();
            List<String> seconds = new ArrayList<>();
            try (Feed second = another.feed("shared")) {
                Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
                    firsts.clear();
                    seconds.clear();
                    round(one, "r");
                    drain(first, firsts);
                    drain(second, seconds);
                    return !firsts.isEmpty() && !seconds.isEmpty();
                });
                assertThat(firsts).doesNotContainAnyElementsOf(seconds);
                first.commit();
                second.commit();
                round(another, "s");
                drain(second, seconds);
                assertThat(seconds).as("read, and not committed").anyMatch(text -> text.startsWith("s"));
            }
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
                drain(first, firsts);
                return firsts.stream().filter(text -> text.startsWith("s")).count() == 30;
            });
            first.commit();
            assertThat(first.lag()).isEqualTo(new Feed.Lag(0, Entry.NO_TIME, 0));
        }
    }

    /** An entry of each of thirty keys, which lie in all partitions. */
    private static void round(Journal journal, String name) throws Exception {
        for (int i = 0; i < 30; i++) {
            append(journal, "key-" + i, i, name + i);
        }
    }

    private static void drain(Feed feed, List<String> into) {
        for (int tries = 0; tries < 5; tries++) {
            while (feed.next()) {
                into.add(text(feed.payload()));
            }
        }
    }
}
