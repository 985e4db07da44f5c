package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalContract;
import io.fivenines.gateway.testing.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Two real brokers, each of a datacenter: the contract holds when acknowledgements wait for both; and more. */
@Tag("long")
class TwoDatacentersTest extends JournalContract {
    private static final int PARTITIONS = 3;

    private static KafkaBroker eu;
    private static KafkaBroker ru;
    private String topic;

    @BeforeAll
    static void startBrokers(@TempDir Path folder) throws Exception {
        eu = KafkaBroker.start(Files.createDirectory(folder.resolve("eu")));
        ru = KafkaBroker.start(Files.createDirectory(folder.resolve("ru")));
    }

    @AfterAll
    static void killBrokers() {
        eu.close();
        ru.close();
    }

    @BeforeEach
    void makeTopics(TestInfo test) throws Exception {
        if (!ru.isAlive()) {
            // A test that failed left it so.
            ru.start();
        }
        topic = test.getTestMethod().orElseThrow().getName();
        eu.topic(topic, PARTITIONS, Map.of());
        ru.topic(topic, PARTITIONS, Map.of());
    }

    @Override
    protected Journal open() throws Exception {
        return open(eu, ru, KafkaConfig.AcknowledgeAfter.BOTH, Duration.ofSeconds(60));
    }

    private Journal open(KafkaBroker here, KafkaBroker there, KafkaConfig.AcknowledgeAfter after, Duration timeout)
            throws Exception {
        KafkaConfig config = new KafkaConfig(
                here.address(),
                topic,
                KafkaConfig.Format.JSON,
                1,
                false,
                Duration.ofSeconds(5),
                Map.of(),
                after,
                timeout,
                new KafkaConfig.Other(there.address(), Map.of()));
        return KafkaJournal.open(
                config,
                new KafkaJournal.Space(CLAIMS, 32 << 10),
                new PlainRendering(),
                InstantSource.system(),
                System::nanoTime,
                (thread, e) -> uncaught.add(e));
    }

    /** A journal of one datacenter only, to read what is there. */
    private Journal look(KafkaBroker broker) throws Exception {
        KafkaConfig standard = KafkaConfig.DEFAULT;
        return KafkaJournal.open(
                new KafkaConfig(
                        broker.address(),
                        topic,
                        standard.format(),
                        1,
                        false,
                        standard.stallTimeout(),
                        Map.of(),
                        standard.acknowledgeAfter(),
                        standard.bothTimeout(),
                        standard.other()),
                new KafkaJournal.Space(CLAIMS, 32 << 10),
                new PlainRendering(),
                InstantSource.system(),
                System::nanoTime,
                (thread, e) -> uncaught.add(e));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(condition);
    }

    private static boolean isAllCopied(Journal journal) {
        return journal.status().copies().records() == 0;
    }

    @Test
    void shouldHaveWhatEachDatacenterWritesInBothOnceAndInOrder() throws Exception {
        try (Journal home = open();
                Journal away = open(ru, eu, KafkaConfig.AcknowledgeAfter.LOCAL, Duration.ofSeconds(2))) {
            List<Writer> writers = List.of(new Writer(home, 0, 5_000), new Writer(home, 1, 5_000));
            List<Writer> others = List.of(new Writer(away, 2, 5_000), new Writer(away, 3, 5_000));
            writers.forEach(Thread::start);
            others.forEach(Thread::start);
            for (Writer writer : writers) {
                writer.awaitAll();
                assertWhole(away, writer, 5_000);
            }
            for (Writer writer : others) {
                writer.awaitAll();
            }
            await(() -> isAllCopied(home) && isAllCopied(away));
            for (Writer writer : others) {
                assertWhole(home, writer, 5_000);
            }
            assertThat(home.first().entriesTo(home.end())).isEqualTo(20_000);
            assertThat(away.first().entriesTo(away.end())).isEqualTo(20_000);
            assertThat(home.status().copies().both()).isTrue();
            assertThat(home.status().copies().alone()).isZero();
            assertThat(home.status().promise().words()).endsWith("; and the same in the other datacenter");
            assertThat(away.status().copies().both()).isFalse();
            assertThat(away.status().promise().weak()).isFalse();
            try (Cursor cursor = home.cursor(home.first())) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.isCopied()).isTrue();
            }
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldGoOnAloneWhileTheOtherIsAwayAndCatchUpWithoutASecondCopy() throws Exception {
        try (Journal home = open(eu, ru, KafkaConfig.AcknowledgeAfter.BOTH, Duration.ofSeconds(1))) {
            append(home, "a", 0, "w");
            await(() -> isAllCopied(home) && home.status().copies().both());
            Writer writer = new Writer(home, 0, 100_000);
            writer.start();
            await(() -> writer.durable() > 5_000);
            ru.kill();
            writer.awaitAll();
            assertThat(home.status().copies().both()).isFalse();
            assertThat(home.status().copies().records()).isPositive();
            assertThat(home.status().copies().bytes()).isPositive();
            assertThat(home.status().copies().oldestStoredAtMs()).isPositive();
            assertThat(home.status().copies().alone()).isPositive();
            assertThat(home.status().promise().weak()).isTrue();
            assertThat(home.status().writable()).isTrue();
            await(() -> !home.status().copies().detail().isEmpty());
            long onlyHere = home.status().copies().records();
            ru.start();
            try (Journal there = look(ru)) {
                long had = there.first().entriesTo(there.end());
                assertThat(had).as("what it has by now").isGreaterThanOrEqualTo(100_000 - onlyHere);
                await(() -> isAllCopied(home) && home.status().copies().both());
                assertWhole(there, writer, 100_000);
                assertThat(there.first().entriesTo(there.end())).isEqualTo(100_001);
            }
            append(home, "a", 1, "x");
            assertThat(isAllCopied(home)).as("waits for both again").isTrue();
            assertThat(home.status().promise().weak()).isFalse();
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldFindWhatIsThereWhenNothingIsRemembered() throws Exception {
        Writer first;
        Writer second;
        try (Journal home = open()) {
            first = new Writer(home, 0, 5_000);
            first.start();
            first.awaitAll();
        }
        try (Admin admin = eu.admin()) {
            admin.deleteConsumerGroups(List.of("fivenines.mirror." + topic))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
        try (Journal home = open();
                Journal there = look(ru)) {
            second = new Writer(home, 1, 5_000);
            second.start();
            second.awaitAll();
            assertWhole(there, first, 5_000);
            assertWhole(there, second, 5_000);
            assertThat(there.first().entriesTo(there.end())).isEqualTo(10_000);
        }
    }

    @Test
    void shouldBringAllOfItAgainToADatacenterThatLostItsDisks() throws Exception {
        try (Journal home = open(eu, ru, KafkaConfig.AcknowledgeAfter.BOTH, Duration.ofSeconds(1))) {
            Writer writer = new Writer(home, 0, 5_000);
            writer.start();
            writer.awaitAll();
            try (Journal away = open(ru, eu, KafkaConfig.AcknowledgeAfter.BOTH, Duration.ofSeconds(1))) {
                append(away, "theirs", 1, "x");
            }
            assertThat(isAllCopied(home)).isTrue();
            try (Admin admin = ru.admin()) {
                admin.deleteTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
            }
            await(() -> home.status().copies().detail().contains("does not exist"));
            append(home, "a", 1, "meanwhile");
            ru.topic(topic, PARTITIONS, Map.of());
            // What is under way when the topic comes again arrives before anybody has seen that it is another.
            try (Journal there = look(ru)) {
                await(() -> there.first().entriesTo(there.end()) == 5_002);
            }
            await(() -> isAllCopied(home) && home.status().copies().both());
            try (Journal away = open(ru, eu, KafkaConfig.AcknowledgeAfter.BOTH, Duration.ofSeconds(60))) {
                assertWhole(away, writer, 5_000);
                assertThat(away.first().entriesTo(away.end())).isEqualTo(5_002);
                append(away, "theirs", 2, "y");
                assertThat(home.first().entriesTo(home.end()))
                        .as("only that came back")
                        .isEqualTo(5_003);
            }
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldShareTheCopyingAmongNodesAndGoOnWithoutOneOfThem() throws Exception {
        try (Journal one = open();
                Journal there = look(ru)) {
            Writer writer = new Writer(one, 0, 20_000);
            try (Journal another = open()) {
                writer.start();
                Writer second = new Writer(another, 1, 5_000);
                second.start();
                second.awaitAll();
                assertWhole(there, second, 5_000);
            }
            writer.awaitAll();
            assertWhole(there, writer, 20_000);
            assertThat(there.first().entriesTo(there.end())).isEqualTo(25_000);
            assertThat(one.status().copies().alone()).isZero();
        }
    }

    @Test
    void shouldStartAndAcknowledgeWithoutTheOtherDatacenter() throws Exception {
        ru.kill();
        try (Journal home = open(eu, ru, KafkaConfig.AcknowledgeAfter.BOTH, Duration.ofSeconds(1))) {
            Claim claim = home.claim();
            assertThat(claim).isNotNull();
            claim.release();
            append(home, "a", 1, "x");
            assertThat(home.status().copies().records()).isEqualTo(1);
            try (Cursor cursor = home.cursor("a".getBytes(UTF_8), 0, Long.MAX_VALUE)) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.isCopied()).isFalse();
            }
            ru.start();
            await(() -> isAllCopied(home) && home.status().copies().both());
        }
    }
}
