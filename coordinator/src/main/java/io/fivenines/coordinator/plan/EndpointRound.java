package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.health.HealthView;
import java.util.ArrayList;
import java.util.List;

/** One look at every endpoint: where it points, whether it must point elsewhere, and what forbids that. */
final class EndpointRound {
    private final View view;
    private final Policy policy;
    private final long nowMs;
    private final Orders orders;
    private final Roster roster;
    private final Revision revision;

    EndpointRound(View view, Policy policy, long nowMs, Orders orders, Roster roster, Revision revision) {
        this.view = view;
        this.policy = policy;
        this.nowMs = nowMs;
        this.orders = orders;
        this.roster = roster;
        this.revision = revision;
    }

    void run() {
        view.layout().endpoints().forEach(this::look);
        for (String endpoint : List.copyOf(revision.endpoints().keySet())) {
            if (!view.layout().endpoints().containsKey(endpoint)) {
                abandon(endpoint);
            }
        }
    }

    private void look(String endpoint, List<String> order) {
        Target now = revision.endpoints().get(endpoint);
        if (now == null) {
            begin(endpoint, order);
            return;
        }
        Intent force = orders.force(endpoint, now.datacenter());
        if (force != null) {
            obey(endpoint, now, force);
            return;
        }
        switch (fitness(now.datacenter())) {
            case DEAD -> rescue(endpoint, order, now);
            case UNFIT -> leave(endpoint, order, now, excuses(now.datacenter()), policy.endpointHoldDownMs());
            case DRAINED -> leave(endpoint, order, now, excuses(now.datacenter()), 0);
            case FIT, DOUBTFUL -> {
                if (view.health().isDisputed(now.datacenter())) {
                    hold(endpoint, "not enough observers agree on " + words(now.datacenter()));
                }
                if (policy.failBack() != FailBack.PACED || !goBack(endpoint, order, now)) {
                    refresh(endpoint, now);
                }
            }
        }
    }

    /**
     * To the first that is well. One that may yet turn out to be well is waited for, and any earlier one until the
     * fallback has been green for a hold-down: while a cluster starts, those that are slower look dead.
     */
    private void begin(String endpoint, List<String> order) {
        String to = best(endpoint, order, null);
        for (String earlier : to == null ? List.<String>of() : order.subList(0, order.indexOf(to))) {
            if (orders.force(endpoint, earlier) == null && isAwaited(earlier, to)) {
                hold(endpoint, "it points nowhere yet, and " + words(earlier));
                return;
            }
        }
        if (to != null && !isFrozen(endpoint, to, to)) {
            point(endpoint, null, to, to + " is the first datacenter of " + endpoint + " that is well");
        }
    }

    private boolean isAwaited(String earlier, String fallback) {
        boolean early = view.health().speaksOf(fallback)
                && view.history().greenForMs(fallback, nowMs) < policy.endpointHoldDownMs();
        return switch (fitness(earlier)) {
            case DOUBTFUL -> early || !roster.in(earlier).isEmpty();
            case DEAD -> early;
            case FIT, UNFIT, DRAINED -> false;
        };
    }

    private void obey(String endpoint, Target now, Intent force) {
        Intent contrary = orders.force(endpoint, force.to());
        if (contrary != null) {
            hold(endpoint, orders.words(force) + ", but " + orders.words(contrary));
        } else if (addresses(force.to()).isEmpty()) {
            hold(endpoint, orders.words(force) + ", but no address of that datacenter has an owner");
        } else if (!isFrozen(endpoint, now.datacenter(), force.to())) {
            point(endpoint, now.datacenter(), force.to(), orders.words(force));
        }
    }

    private void rescue(String endpoint, List<String> order, Target now) {
        long red = view.layout().datacenters().keySet().stream()
                .filter(datacenter -> fitness(datacenter) == Fitness.DEAD)
                .count();
        int all = view.layout().datacenters().size();
        if (red * 2 > all) {
            hold(
                    endpoint,
                    red + " of " + all + " datacenters look dead, so rather the observers are wrong: "
                            + words(now.datacenter()));
        } else {
            leave(endpoint, order, now, words(now.datacenter()), policy.endpointHoldDownMs());
        }
    }

    private void leave(String endpoint, List<String> order, Target now, String why, long holdDownMs) {
        String to = best(endpoint, order, now.datacenter());
        if (to == null) {
            hold(
                    endpoint,
                    why + ". But no other datacenter of it is well, and the last one is not left: "
                            + others(order, now.datacenter()));
            refresh(endpoint, now);
        } else if (!isFrozen(endpoint, now.datacenter(), to) && !isHeldDown(endpoint, holdDownMs, why)) {
            point(endpoint, now.datacenter(), to, why);
        }
    }

    /** Back to a datacenter earlier in the order, if that has been well for long and nothing else moved lately. */
    private boolean goBack(String endpoint, List<String> order, Target now) {
        String home = best(endpoint, order, now.datacenter());
        if (home == null
                || !order.contains(now.datacenter())
                || order.indexOf(home) > order.indexOf(now.datacenter())) {
            return false;
        }
        long greenMs = view.history().greenForMs(home, nowMs);
        boolean paced = view.history().sinceAnythingMovedMs(nowMs) < policy.failBackPaceMs()
                || revision.steps().stream().anyMatch(Step::changesPlan);
        if (greenMs < policy.failBackSteadyMs()
                || paced
                || isHeldDown(endpoint, policy.endpointHoldDownMs(), "")
                || isFrozen(endpoint, now.datacenter(), home)) {
            return false;
        }
        point(
                endpoint,
                now.datacenter(),
                home,
                home + " has been green for " + HealthView.seconds(greenMs) + " and comes before " + now.datacenter()
                        + " in the order of " + endpoint);
        return true;
    }

    private void refresh(String endpoint, Target now) {
        List<String> addresses = addresses(now.datacenter());
        boolean same = addresses.equals(now.addresses()) || addresses.isEmpty();
        if (!same && !isFrozen(endpoint, now.datacenter(), now.datacenter())) {
            revision.apply(new Step.ListAddresses(
                    endpoint,
                    new Target(now.datacenter(), addresses),
                    "the addresses of " + now.datacenter() + " that have an owner are now " + addresses));
        }
    }

    private void abandon(String endpoint) {
        if (!isFrozen(endpoint, endpoint, endpoint)) {
            revision.apply(new Step.ForgetEndpoint(endpoint, endpoint + " is not configured any more"));
        }
    }

    /** The first datacenter of the order that is well and not to be left, other than that one; null if none is. */
    private String best(String endpoint, List<String> order, String other) {
        for (String datacenter : order) {
            if (!datacenter.equals(other)
                    && orders.force(endpoint, datacenter) == null
                    && fitness(datacenter) == Fitness.FIT
                    && !addresses(datacenter).isEmpty()) {
                return datacenter;
            }
        }
        return null;
    }

    /**
     * How fit a datacenter is. Its public endpoints decide whether it is dead, for they are what trackers see; only
     * where nobody tries them its nodes do. That it is fit takes a fit node too.
     */
    private Fitness fitness(String datacenter) {
        Light light = view.health().datacenter(datacenter);
        if (light == Light.RED) {
            return Fitness.DEAD;
        }
        List<NodeId> nodes = roster.in(datacenter);
        boolean tried = view.health().speaksOf(datacenter);
        if (!tried && !nodes.isEmpty() && nodes.stream().allMatch(node -> roster.of(node) == Fitness.DEAD)) {
            return Fitness.DEAD;
        }
        boolean anyDoubtful = false;
        boolean anyUnfit = false;
        boolean anyDrained = false;
        for (NodeId node : nodes) {
            switch (roster.of(node)) {
                case FIT -> {
                    return tried && light != Light.GREEN ? Fitness.DOUBTFUL : Fitness.FIT;
                }
                case DOUBTFUL -> anyDoubtful = true;
                case UNFIT -> anyUnfit = true;
                case DRAINED -> anyDrained = true;
                case DEAD -> {}
            }
        }
        if (anyDoubtful || !anyUnfit && !anyDrained) {
            return Fitness.DOUBTFUL;
        }
        return anyUnfit ? Fitness.UNFIT : Fitness.DRAINED;
    }

    private List<String> addresses(String datacenter) {
        Layout.Site site = view.layout().datacenters().get(datacenter);
        List<String> owned = new ArrayList<>();
        for (String address : site == null ? List.<String>of() : site.addresses()) {
            Ownership ownership = revision.addresses().get(address);
            if (ownership != null && ownership.owner() != null) {
                owned.add(address);
            }
        }
        return owned;
    }

    private boolean isFrozen(String endpoint, String from, String to) {
        Intent freeze = orders.freeze(endpoint, from, to);
        if (freeze != null) {
            hold(endpoint, orders.words(freeze));
        }
        return freeze != null;
    }

    private boolean isHeldDown(String endpoint, long holdDownMs, String why) {
        long movedMs = view.history().sinceMovedMs(endpoint, nowMs);
        boolean heldDown = movedMs < holdDownMs;
        if (heldDown) {
            hold(
                    endpoint,
                    "it moved " + HealthView.seconds(movedMs) + " ago, and moves at most once in "
                            + HealthView.seconds(holdDownMs) + (why.isEmpty() ? "" : ". But " + why));
        }
        return heldDown;
    }

    private void point(String endpoint, String from, String to, String why) {
        revision.apply(new Step.PointEndpoint(endpoint, from, new Target(to, addresses(to)), why));
    }

    private void hold(String endpoint, String reason) {
        revision.apply(new Step.Hold(endpoint, endpoint + " stays: " + reason));
    }

    private String words(String datacenter) {
        return view.health().speaksOf(datacenter)
                ? "the public addresses of " + datacenter + ": " + view.health().words(datacenter)
                : "the nodes of " + datacenter + ": " + excuses(datacenter);
    }

    private String excuses(String datacenter) {
        return roster.excuses(datacenter, null);
    }

    private String others(List<String> order, String without) {
        List<String> words = new ArrayList<>();
        for (String datacenter : order) {
            if (!datacenter.equals(without)) {
                words.add(datacenter + ": " + view.health().words(datacenter));
            }
        }
        return words.isEmpty() ? "it has no fallback" : String.join("; ", words);
    }
}
