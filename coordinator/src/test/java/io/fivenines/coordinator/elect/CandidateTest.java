package io.fivenines.coordinator.elect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.VersionConflict;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.testing.Cables;
import io.fivenines.coordinator.testing.Ensemble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.KillSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three candidates on a real ensemble of three servers, each over cables of its own; a witness watches all along. */
@Tag("long")
@Timeout(180)
class CandidateTest {
    private static final Duration SESSION = Duration.ofSeconds(1);
    private static final int COUNT = 3;

    private final List<Cables> cables = new ArrayList<>();
    private final List<ClusterLink> links = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private Ensemble ensemble;
    private Witness witness;

    @BeforeEach
    void start() throws Exception {
        ensemble = new Ensemble(3);
        for (int i = 0; i < COUNT; i++) {
            cables.add(ensemble.cables());
            links.add(new ClusterLink(cables.get(i).config(SESSION)));
            candidates.add(new Candidate(links.get(i), "c" + i, "t" + i, System::nanoTime, () -> {}));
        }
        witness = new Witness(List.copyOf(candidates));
    }

    @AfterEach
    void stop() throws Exception {
        witness.close();
        candidates.forEach(Candidate::close);
        links.forEach(ClusterLink::close);
        ensemble.close();
        assertThat(witness.complaints()).isEmpty();
    }

    @Test
    void shouldGiveEachLeaderAGreaterEpoch() throws Exception {
        int first = leader();
        long epoch = candidates.get(first).leadership().orElseThrow().epoch();
        assertThat(epoch).isEqualTo(czxidOfFirst(links.get(first)));
        candidates.get(first).close();
        assertThat(candidates.get(first).leadership()).isEmpty();
        int second = leader();
        assertThat(second).isNotEqualTo(first);
        assertThat(candidates.get(second).leadership().orElseThrow().epoch()).isGreaterThan(epoch);
    }

    /** CURATOR-620: after two quick reconnects LeaderLatch could have two nodes, or none, and nobody led. */
    @Test
    void shouldSurviveTwoQuickReconnects() throws Exception {
        for (int round = 0; round < 10; round++) {
            int leader = leader();
            cables.get(leader).reset();
            cables.get(leader).reset();
            cables.get((leader + 1) % COUNT).reset();
            awaitReconnect(leader);
            cables.get(leader).reset();
            awaitReconnect(leader);
            leader();
        }
        awaitOneNodeEach();
    }

    @Test
    void shouldStepDownOverASilentLinkBeforeAnotherLeads() throws Exception {
        int former = leader();
        Leadership was = candidates.get(former).leadership().orElseThrow();
        long silentNanos = System.nanoTime();
        cables.get(former).silence();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> candidates.get(former).leadership().isEmpty());
        long downNanos = System.nanoTime();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> anyLeader().isPresent());
        long upNanos = System.nanoTime();
        System.out.printf(
                "silent link: stepped down after %d ms, the next led after %d ms%n",
                (downNanos - silentNanos) / 1_000_000, (upNanos - silentNanos) / 1_000_000);
        assertThat(upNanos).isGreaterThan(downNanos);
        await().pollDelay(Duration.ofSeconds(15))
                .atMost(Duration.ofSeconds(16))
                .until(() -> candidates.get(former).leadership().isEmpty());
        assertThatThrownBy(() -> candidates
                        .get(former)
                        .write(was, "/fivenines/test/plan", Plan.NONE, Versioned.NONE)
                        .get())
                .hasMessageContaining("is over");
        cables.get(former).heal();
        awaitOneNodeEach();
    }

    @Test
    void shouldGoOnWhenTheEnsemblesLeaderIsKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            leader();
            int server = ensemble.leader();
            ensemble.kill(server);
            awaitConnected();
            leader();
            ensemble.restart(server);
            ensemble.leader();
        }
        awaitOneNodeEach();
    }

    @Test
    void shouldStepDownWhenItsSessionExpires() throws Exception {
        int former = leader();
        long epoch = candidates.get(former).leadership().orElseThrow().epoch();
        KillSession.kill(links.get(former).curator().getZookeeperClient().getZooKeeper());
        await().until(() -> anyLeader().isPresent()
                && candidates.get(anyLeader().get()).leadership().orElseThrow().epoch() > epoch);
        awaitOneNodeEach();
    }

    @Test
    void shouldWriteNothingForALeaderWhoseNodeIsGone() throws Exception {
        int leader = leader();
        Leadership was = candidates.get(leader).leadership().orElseThrow();
        String plan = "/fivenines/test/plan";
        assertThat(candidates
                        .get(leader)
                        .write(was, plan, Plan.NONE, Versioned.NONE)
                        .get(10, TimeUnit.SECONDS))
                .isZero();
        assertThat(candidates.get(leader).write(was, plan, Plan.NONE, 0).get(10, TimeUnit.SECONDS))
                .isEqualTo(1);
        String folder = "/fivenines/test/election/";
        assertThatThrownBy(() -> links.get(leader)
                        .store()
                        .writeWhile(folder + "c9~t9~0000000001", plan, Plan.NONE, 1)
                        .get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(VersionConflict.class)
                .hasMessageContaining("the writer's election node is gone");
        assertThatThrownBy(() ->
                        candidates.get(leader).write(was, plan, Plan.NONE, 0).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(VersionConflict.class)
                .hasMessageContaining("expected version 0");
    }

    @Test
    void shouldHaveOneLeaderAnEpochOverRandomFaults() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int down = -1;
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger("faults.seconds", 25));
        while (System.nanoTime() < endNanos) {
            Cables one =
                    cables.get(anyLeader().filter(x -> random.nextBoolean()).orElse(random.nextInt(COUNT)));
            switch (random.nextInt(5)) {
                case 0, 1 -> one.reset();
                case 2, 3 -> {
                    one.silence();
                    pause(random.nextInt(2500));
                    one.heal();
                }
                default -> down = toggle(down, random);
            }
            pause(random.nextInt(900));
        }
        cables.forEach(Cables::heal);
        if (down >= 0) {
            ensemble.restart(down);
        }
        awaitOneNodeEach();
        leader();
        assertThat(witness.complaints()).as("seed " + seed).isEmpty();
        System.out.println(witness.leaders().size() + " epochs");
    }

    private static void pause(int ms) {
        await().pollDelay(Duration.ofMillis(ms)).until(() -> true);
    }

    private int toggle(int down, Random random) throws Exception {
        if (down >= 0) {
            ensemble.restart(down);
            return -1;
        }
        int server = random.nextInt(ensemble.size());
        ensemble.kill(server);
        return server;
    }

    private Optional<Integer> anyLeader() {
        for (int i = 0; i < COUNT; i++) {
            if (candidates.get(i).leadership().isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private int leader() {
        return await().atMost(Duration.ofSeconds(60))
                .until(this::anyLeader, Optional::isPresent)
                .orElseThrow();
    }

    private void awaitReconnect(int which) {
        await().atMost(Duration.ofSeconds(30)).until(() -> links.get(which).state() == LinkState.CONNECTED);
    }

    private void awaitConnected() {
        for (int i = 0; i < COUNT; i++) {
            awaitReconnect(i);
        }
    }

    /** Each has its one node again, and none is left of former rounds. */
    private void awaitOneNodeEach() {
        awaitConnected();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            List<String> names = names(links.get(0));
            return names.size() == COUNT
                    && names.stream()
                                    .map(name -> name.substring(0, 2))
                                    .distinct()
                                    .count()
                            == COUNT;
        });
    }

    private static List<String> names(ClusterLink link) throws Exception {
        return link.store().names(link.paths().election()).get(10, TimeUnit.SECONDS);
    }

    private static long czxidOfFirst(ClusterLink link) throws Exception {
        List<String> names = new ArrayList<>(names(link));
        names.sort((a, b) -> a.substring(a.length() - 10).compareTo(b.substring(b.length() - 10)));
        return link.curator()
                .checkExists()
                .forPath(link.paths().election() + "/" + names.get(0))
                .getCzxid();
    }
}
