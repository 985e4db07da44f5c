package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several nodes with one queue, in a real ZooKeeper. */
@Timeout(60)
@SuppressWarnings("try") // nodes end before their time
class SharedQueueTest extends QueueContract {
    private static final int PATIENCE_S = 20;

    private TestingServer zooKeeper;
    private int chairs;

    @BeforeEach
    void start() throws Exception {
        zooKeeper = new TestingServer();
    }

    @AfterEach
    void stop() throws IOException {
        zooKeeper.close();
    }

    private static ClusterConfig config(String connect) {
        return new ClusterConfig(connect, "test", Duration.ofSeconds(1), "");
    }

    @Override
    Chair sit() throws InterruptedException {
        Chair chair = new Chair(zooKeeper.getConnectString());
        chair.until(() -> chair.ups > 0);
        return chair;
    }

    /** A node whose thread is the test's. */
    private final class Chair implements Seat, CommandQueue.Follower {
        private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
        private final Map<String, Errand> heard = new LinkedHashMap<>();
        private final List<String> news = new ArrayList<>();
        private final List<Errand> recorded = new ArrayList<>();
        private final SharedQueue queue;
        private int ups;

        private Chair(String connect) {
            queue = new SharedQueue(new ClusterLink(config(connect)), "chair-" + ++chairs);
            queue.follow(inbox::add, this);
        }

        private void until(BooleanSupplier condition) throws InterruptedException {
            while (!condition.getAsBoolean()) {
                Runnable task = inbox.poll(PATIENCE_S, TimeUnit.SECONDS);
                assertThat(task).as("something happens in " + PATIENCE_S + " s").isNotNull();
                task.run();
            }
        }

        private State state(String id) {
            return heard.containsKey(id) ? heard.get(id).state() : null;
        }

        private void record(Errand errand) throws IOException {
            queue.stage(errand);
            queue.commit();
        }

        @Override
        public CommandQueue queue() {
            return queue;
        }

        @Override
        public Collection<Errand> kept() {
            return heard.values();
        }

        @Override
        public void changed(Errand errand) {
            heard.put(errand.id(), errand);
            news.add(errand.state().label() + (queue.isClaimed(errand.id()) ? " claimed" : ""));
        }

        @Override
        public void recorded(Errand errand) {
            recorded.add(errand);
        }

        @Override
        public void forgotten(Ident ident, String id) {
            heard.remove(id);
        }

        @Override
        public void up() {
            ups++;
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    @Test
    void shouldLetOneOfTwoNodesSendAndTellTheOther() throws Exception {
        try (Chair a = sit();
                Chair b = sit()) {
            Errand queued = errand("c1", new Command.Reboot());
            a.record(queued);
            b.until(() -> b.state("c1") == State.QUEUED);
            Errand byA = sending(queued);
            Errand byB = sending(queued);
            a.queue.stage(byA);
            b.queue.stage(byB);
            b.queue.commit();
            a.queue.commit();
            assertThat(b.queue.isRecorded(byB) && b.queue.holds(byB)).isTrue();
            assertThat(b.recorded).containsExactly(byB);
            assertThat(a.recorded).containsExactly(queued);
            assertThat(a.queue.isRecorded(byA) || a.queue.holds(byA)).isFalse();
            a.until(() -> a.state("c1") == State.SENDING);
            assertThat(a.heard).containsEntry("c1", byB);
            a.until(() -> a.queue.isClaimed("c1"));
            b.record(byB.with(byB.progress().answered(3000, false, "ok")));
            a.until(() -> a.state("c1") == State.CONFIRMED && !a.queue.isClaimed("c1"));
        }
    }

    @Test
    void shouldFreeTheClaimOfADeadNodeAndSaySo() throws Exception {
        try (Chair a = sit()) {
            Chair dead = sit();
            Errand queued = errand("c1", new Command.Reboot());
            dead.record(queued);
            dead.record(sending(queued));
            a.until(() -> a.queue.isClaimed("c1") && a.state("c1") == State.SENDING);
            a.news.clear();
            dead.close();
            a.until(() -> !a.news.isEmpty());
            assertThat(a.news).containsExactly("sending");
            Errand given = sending(queued).with(sending(queued).progress().failed(3000, "its node is gone"));
            a.record(given);
            assertThat(a.queue.isRecorded(given)).isTrue();
        }
    }

    @Test
    void shouldRecordNothingWhileZooKeeperIsAwayAndAllOfItWhenItIsBack() throws Exception {
        try (Chair a = sit();
                Chair b = sit()) {
            Errand first = errand("c1", new Command.Reboot());
            a.record(first);
            b.until(() -> b.state("c1") == State.QUEUED);
            zooKeeper.stop();
            a.until(() -> !a.queue.trouble().isEmpty());
            Errand sending = sending(first);
            assertThatThrownBy(() -> a.record(sending))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the cluster's ZooKeeper cannot be reached");
            assertThat(a.queue.isRecorded(sending)).isFalse();
            zooKeeper.restart();
            int before = a.ups;
            a.until(() -> a.ups > before && a.queue.trouble().isEmpty());
            a.queue.commit();
            assertThat(a.queue.isRecorded(sending)).isTrue();
            b.until(() -> b.state("c1") == State.SENDING);
        }
    }

    @Test
    void shouldPassOverNodesThatAreNoCommandsWhetherHeardOfOrFound() throws Exception {
        try (Chair early = sit();
                ClusterLink stranger = new ClusterLink(config(zooKeeper.getConnectString()))) {
            litter(stranger);
            early.record(errand("c1", new Command.Reboot()));
            try (Chair late = sit()) {
                assertThat(late.kept()).extracting(Errand::id).containsExactly("c1");
                late.record(errand("c2", new Command.Reboot()));
                // It is told of what it did not make in its order: of the litter first.
                early.until(() -> early.state("c2") == State.QUEUED);
                assertThat(early.heard).containsOnlyKeys("c2");
            }
        }
    }

    private static void litter(ClusterLink link) throws Exception {
        List<String> texts = new ArrayList<>(List.of("", "x", "\n", "x\n"));
        ErrandTextTest.unreadable().values().forEach(json -> texts.add("x\n" + json));
        String folder = link.paths().commands() + "/00/352093081234567/";
        for (int i = 0; i < texts.size(); i++) {
            litter(link, folder + "litter" + i, texts.get(i).getBytes(StandardCharsets.UTF_8));
        }
        litter(link, folder + "nothing", null);
        for (String ident : List.of("%", "%20", "%00", "x".repeat(65))) {
            litter(link, link.paths().commands() + "/00/" + ident + "/c1", null);
        }
    }

    private static void litter(ClusterLink link, String path, byte[] bytes) throws Exception {
        link.curator().create().creatingParentContainersIfNeeded().forPath(path, bytes);
    }

    @Test
    void shouldForgetEverywhereWhatOneDrops() throws Exception {
        try (Chair a = sit();
                Chair b = sit()) {
            a.record(errand("c1", new Command.Reboot()));
            b.until(() -> b.heard.containsKey("c1"));
            a.queue.drop("c1");
            b.until(() -> !b.heard.containsKey("c1"));
        }
        try (Chair late = sit()) {
            assertThat(late.kept()).isEmpty();
        }
    }
}
