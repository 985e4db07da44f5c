package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Its thread. */
@Timeout(30)
class CaretakerTest {
    private static final AddressSet ADDRESSES = new AddressSet(List.of("10.0.0.1"));
    private static final VirtualAddress ONE = ADDRESSES.all().get(0);
    private static final AgentConfig CONFIG =
            new AgentConfig(NodeId.of("eu/a"), ADDRESSES, LeaseConfig.DEFAULT, List.of());

    private final CompletableFuture<Throwable> died = new CompletableFuture<>();

    /** A host that has the address from the beginning. */
    private static class FakeHands implements Hands {
        private volatile Set<VirtualAddress> here = Set.of(ONE);

        @Override
        public Set<VirtualAddress> found() throws IOException {
            return here;
        }

        @Override
        public void take(List<VirtualAddress> addresses) {}

        @Override
        public void giveUp(List<VirtualAddress> addresses) throws IOException {
            if (!addresses.isEmpty()) {
                here = Set.of();
            }
        }

        @Override
        public Duration lifetime() {
            return Duration.ZERO;
        }

        @Override
        public void renew(Collection<VirtualAddress> addresses) {}

        @Override
        public void announce(Collection<VirtualAddress> addresses) {}

        @Override
        public Optional<Boolean> answered(VirtualAddress address) {
            return Optional.of(false);
        }
    }

    private static Plan plan() {
        Ownership own = new Ownership(CONFIG.id(), null, 0);
        return new Plan(7, 1, Map.of("10.0.0.1", own), Map.of(), "as planned", 0);
    }

    private Caretaker caretaker(Hands hands) throws IOException {
        return new Caretaker(
                CONFIG,
                hands,
                "h:1",
                System::nanoTime,
                record -> {},
                address -> {},
                (thread, cause) -> died.complete(cause));
    }

    @Test
    void shouldSayThatNobodyLooksAfterTheAddressesAnyMore() throws Exception {
        Caretaker caretaker = caretaker(new FakeHands());
        caretaker.start();
        IllegalStateException broken = new IllegalStateException("broken");
        caretaker.onBeat(new Beat("c1", "eu", 1, true, 7, 1), () -> {
            throw broken;
        });
        assertThat(died.get()).isSameAs(broken);
        caretaker.close();
    }

    @Test
    void shouldGiveEverythingUpAlsoIfItIsClosedWhenItIsAboutToAsk() throws Exception {
        CountDownLatch acting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeHands hands = new FakeHands() {
            @Override
            public void giveUp(List<VirtualAddress> addresses) throws IOException {
                acting.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.giveUp(addresses);
            }
        };
        Caretaker caretaker = caretaker(hands);
        // News of a plan and no contact: what it has it asks the network about.
        caretaker.onNews(plan());
        caretaker.onBeat(new Beat("c1", "eu", 1, false, 7, 1), () -> {});
        caretaker.start();
        acting.await();
        Thread closing = new Thread(caretaker::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        closing.join();
        assertThat(died).isNotDone();
        assertThat(hands.found()).isEmpty();
    }
}
