package io.fivenines.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.health.HealthView;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.health.Sighting;
import io.fivenines.coordinator.plan.Navigator;
import io.fivenines.coordinator.plan.Planner;
import io.fivenines.coordinator.plan.Policy;
import io.fivenines.coordinator.plan.Proposal;
import io.fivenines.coordinator.plan.Step;
import io.fivenines.coordinator.plan.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator is worth something only if it finds what is wrong: each of these bugs, and by the right invariant. */
@Timeout(600)
class PlantedBugsTest {
    private static final int SEEDS = 2_000;
    private static final Pattern EPOCHS =
            Pattern.compile("of epoch (\\d+) (?:follows|after) plan \\d+ of epoch (\\d+)");

    @BeforeAll
    static void quietly() {
        Trial.quietly();
    }

    @Test
    void shouldFindThatNobodyChecksTheEpoch() {
        found(
                new Doctrine() {
                    @Override
                    boolean follows(Plan obeyed, Plan read) {
                        return !read.equals(obeyed);
                    }

                    @Override
                    Leadership leadership(Leadership now, Leadership last) {
                        return now == null ? last : now;
                    }

                    @Override
                    Optional<Proposal> proposal(Navigator navigator, long epoch, long nowMs) {
                        long any = Math.max(epoch, navigator.plan().epoch());
                        return navigator.propose(any, nowMs, nowMs).map(one -> signed(one, epoch));
                    }

                    @Override
                    int expectedVersion(Proposal proposal) {
                        return -1;
                    }

                    @Override
                    String guard(String own) {
                        return null;
                    }
                },
                PlantedBugsTest::isOlderEpoch);
    }

    @Test
    void shouldFindThatOneObserverIsEnough() {
        found(
                new Doctrine() {
                    @Override
                    Planner planner() {
                        return new GulliblePlanner();
                    }
                },
                violation -> violation.contains("well for"));
    }

    @Test
    void shouldFindThatNothingIsHeldDown() {
        found(
                new Doctrine() {
                    @Override
                    Policy policy(Policy right) {
                        return new Policy(
                                right.fenceMs(),
                                1,
                                right.leaseMs(),
                                right.fenceMs(),
                                right.takeMs(),
                                right.gatherMs(),
                                right.failBack(),
                                right.failBackSteadyMs(),
                                right.failBackPaceMs());
                    }
                },
                violation -> violation.contains("less than its hold-down"));
    }

    @Test
    void shouldFindThatTheLastDatacenterIsWithdrawn() {
        found(
                new Doctrine() {
                    @Override
                    Planner planner() {
                        return new WithdrawingPlanner();
                    }
                },
                violation -> violation.contains("points nowhere"));
    }

    @Test
    void shouldFindThatASuspendedLeaderActs() {
        found(
                new Doctrine() {
                    @Override
                    Leadership leadership(Leadership now, Leadership last) {
                        return now == null ? last : now;
                    }

                    @Override
                    boolean hasContact(boolean answered) {
                        return true;
                    }
                },
                violation -> violation.contains("never written"));
    }

    /** The first violation of that kind, checked to replay and to be reported. */
    private static void found(Doctrine doctrine, Predicate<String> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            String violation = Trial.of(seed).run(doctrine).violation();
            if (violation != null && kind.test(violation)) {
                assertThat(Trial.of(seed).run(doctrine).violation()).isEqualTo(violation);
                assertThat(Trial.of(seed).report(doctrine).orElseThrow()).contains("seed " + seed, "needed of its");
                return;
            }
        }
        throw new AssertionError("nothing of that kind in " + SEEDS + " seeds");
    }

    private static Proposal signed(Proposal proposal, long epoch) {
        Plan plan = proposal.plan();
        return new Proposal(
                new Plan(epoch, plan.number(), plan.addresses(), plan.endpoints(), plan.reason(), plan.sinceMs()),
                proposal.version(),
                proposal.steps());
    }

    private static boolean isOlderEpoch(String violation) {
        Matcher matcher = EPOCHS.matcher(violation);
        return matcher.find() && Long.parseLong(matcher.group(1)) < Long.parseLong(matcher.group(2));
    }

    /** Believes whoever accuses anybody. */
    private static final class GulliblePlanner extends Planner {
        private static boolean accusesNobody(Sighting sighting) {
            return !sighting.observation().nodes().containsValue(Light.RED)
                    && !sighting.observation().datacenters().containsValue(Light.RED);
        }

        @Override
        public List<Step> plan(View view, Policy policy, long nowMs) {
            List<Sighting> one = view.health().sightings().stream()
                    .sorted(Comparator.comparing(GulliblePlanner::accusesNobody))
                    .limit(1)
                    .toList();
            HealthView health = new HealthView(one, new Quorum(1, 1, 2_000));
            return super.plan(
                    new View(
                            view.layout(),
                            view.plan(),
                            view.nodes(),
                            view.agents(),
                            health,
                            view.intents(),
                            view.history(),
                            view.wallMs()),
                    policy,
                    nowMs);
        }
    }

    /** Takes a dead datacenter out, whether or not another is there. */
    private static final class WithdrawingPlanner extends Planner {
        @Override
        public List<Step> plan(View view, Policy policy, long nowMs) {
            List<Step> steps = new ArrayList<>(super.plan(view, policy, nowMs));
            view.plan().endpoints().forEach((endpoint, target) -> {
                if (view.health().datacenter(target.datacenter()) == Light.RED) {
                    Target none = new Target(target.datacenter(), List.of());
                    steps.add(new Step.ListAddresses(endpoint, none, target.datacenter() + " is red"));
                }
            });
            return steps;
        }
    }
}
