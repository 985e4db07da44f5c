package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.health.HealthView;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One look at every address: who has it, whether it must go elsewhere, and what forbids that. */
final class AddressRound {
    private final View view;
    private final Policy policy;
    private final long nowMs;
    private final Orders orders;
    private final Roster roster;
    private final Revision revision;

    AddressRound(View view, Policy policy, long nowMs, Orders orders, Roster roster, Revision revision) {
        this.view = view;
        this.policy = policy;
        this.nowMs = nowMs;
        this.orders = orders;
        this.roster = roster;
        this.revision = revision;
    }

    void run() {
        view.layout().datacenters().forEach((datacenter, site) -> {
            for (String address : site.addresses()) {
                look(datacenter, address);
            }
        });
        for (String address : List.copyOf(revision.addresses().keySet())) {
            if (view.layout().datacenterOf(address) == null) {
                abandon(address);
            }
        }
        if (policy.failBack() == FailBack.PACED && revision.steps().stream().noneMatch(Step::changesPlan)) {
            view.layout().datacenters().keySet().forEach(this::spread);
        }
    }

    private void look(String datacenter, String address) {
        Ownership now = revision.addresses().get(address);
        if (now == null || now.owner() == null) {
            give(datacenter, address, now);
            return;
        }
        switch (roster.of(now.owner())) {
            case FIT, DOUBTFUL -> keep(datacenter, address, now);
            case UNFIT -> release(datacenter, address, now);
            case DRAINED -> drain(datacenter, address, now);
            case DEAD -> rescue(datacenter, address, now);
        }
    }

    /** A first owner, spread evenly once the nodes have gathered; or the next after it was withdrawn. */
    private void give(String datacenter, String address, Ownership now) {
        boolean gathering = now == null && view.history().gatheredForMs(datacenter, nowMs) < policy.gatherMs();
        NodeId to = least(datacenter, address);
        if (to == null) {
            hold(address, "has no owner: nobody can take it: " + roster.excuses(datacenter, null));
        } else if (gathering) {
            hold(address, "has no owner yet: the nodes of " + datacenter + " are still gathering");
        } else if (!isFrozen(datacenter, address) && !isHeldDown(address, "")) {
            give(address, now, to);
        }
    }

    private void give(String address, Ownership now, NodeId to) {
        Intent force = orders.force(address);
        String why = isTo(force, to) ? orders.words(force) : to + " has the fewest addresses";
        move(address, now, to, "nobody has " + address + ", and " + why);
    }

    private static boolean isTo(Intent force, NodeId node) {
        return force != null && force.to().equals(node.toString());
    }

    private void keep(String datacenter, String address, Ownership now) {
        Intent force = orders.force(address);
        if (force == null || isTo(force, now.owner()) || !follow(datacenter, address, now, force)) {
            tend(datacenter, address, now);
        }
    }

    /** Gives it to the node an operator wants, unless that cannot take it; says whether it can. */
    private boolean follow(String datacenter, String address, Ownership now, Intent force) {
        NodeId to = forced(address, roster.load(datacenter, revision.addresses()));
        String why = orders.words(force);
        if (to == null) {
            hold(address, "stays: " + why + ", but that cannot take it: " + excuses(datacenter, now));
            return false;
        }
        if (!isFrozen(datacenter, address)
                && !isHeldDown(address, why)
                && !isUnderWay(address, now)
                && !isStuck(datacenter, address, now)) {
            move(address, now, to, why);
        }
        return true;
    }

    private void tend(String datacenter, String address, Ownership now) {
        AgentRecord agent = view.agents().get(now.owner());
        long movedMs = view.history().sinceMovedMs(address, nowMs);
        if (agent == null) {
            return;
        }
        if (agent.held().contains(address)) {
            settle(address, now, movedMs);
        } else if (view.layout().datacenters().get(datacenter).agents()
                && view.history().missingForMs(address, nowMs) >= policy.takeMs()) {
            leave(
                    datacenter,
                    address,
                    now,
                    now.owner() + " has not had it for "
                            + HealthView.seconds(view.history().missingForMs(address, nowMs)));
        }
    }

    /** The one before is not waited for any more, once its agent or enough time says that it has let go. */
    private void settle(String address, Ownership now, long movedMs) {
        AgentRecord before = now.previous() == null ? null : view.agents().get(now.previous());
        boolean letGo = before == null || !before.held().contains(address);
        if (now.previous() != null && letGo && movedMs >= policy.fenceMs()) {
            revision.apply(new Step.SettleAddress(
                    address, now.owner(), now.owner() + " has " + address + " and " + now.previous() + " has let go"));
        }
    }

    /** It serves nobody there, but is still there: somebody must take it off. */
    private void release(String datacenter, String address, Ownership now) {
        if (!isStuck(datacenter, address, now)) {
            leave(datacenter, address, now, roster.words(now.owner()));
        }
    }

    /** Whether no agent would take the address off a host that lives: moving it would give it two owners. */
    private boolean isStuck(String datacenter, String address, Ownership now) {
        boolean stuck = view.layout().datacenters().get(datacenter).agents()
                && !view.agents().containsKey(now.owner())
                && view.health().node(now.owner()) != Light.RED;
        if (stuck) {
            hold(
                    address,
                    "stays: " + now.owner() + " has no agent that would take it off, though "
                            + roster.words(now.owner()));
        }
        return stuck;
    }

    private void drain(String datacenter, String address, Ownership now) {
        NodeId to = least(datacenter, address);
        String why = roster.words(now.owner());
        if (to == null) {
            hold(address, "stays: " + why + ", but nobody else can take it: " + excuses(datacenter, now));
        } else if (!isFrozen(datacenter, address) && !isUnderWay(address, now) && !isStuck(datacenter, address, now)) {
            move(address, now, to, why);
        }
    }

    private void rescue(String datacenter, String address, Ownership now) {
        String doubt = roster.doubt();
        if (doubt != null) {
            hold(address, "stays: " + roster.words(now.owner()) + ". But " + doubt);
        } else {
            leave(datacenter, address, now, roster.words(now.owner()));
        }
    }

    private void leave(String datacenter, String address, Ownership now, String why) {
        NodeId to = least(datacenter, address);
        if (isFrozen(datacenter, address) || isHeldDown(address, why) || isUnderWay(address, now)) {
            return;
        }
        if (to != null) {
            move(address, now, to, why);
        } else if (isLostAmongOthers(datacenter, address, now)) {
            Ownership next = new Ownership(null, now.owner(), view.health().silentMs(now.owner()));
            revision.apply(new Step.WithdrawAddress(
                    address, next, why + "; nobody else can take it: " + excuses(datacenter, now)));
        } else {
            hold(address, "stays: " + why + ", but nobody else can take it: " + excuses(datacenter, now));
        }
    }

    /** Dead by every account, while the datacenter still serves by another address: trackers need not try this one. */
    private boolean isLostAmongOthers(String datacenter, String address, Ownership now) {
        boolean lost = roster.of(now.owner()) == Fitness.DEAD
                && !view.nodes().containsKey(now.owner())
                && !view.agents().containsKey(now.owner());
        return lost
                && revision.addresses().entrySet().stream()
                        .filter(other -> !other.getKey().equals(address))
                        .filter(other -> datacenter.equals(view.layout().datacenterOf(other.getKey())))
                        .map(other -> other.getValue().owner())
                        .anyMatch(owner -> owner != null && roster.of(owner) != Fitness.DEAD);
    }

    /** An address that is not configured any more. */
    private void abandon(String address) {
        Ownership now = revision.addresses().get(address);
        if (orders.freeze() != null) {
            hold(address, "stays: " + orders.words(orders.freeze()));
        } else if (now.owner() != null && !isUnderWay(address, now)) {
            Ownership next = new Ownership(null, now.owner(), view.health().silentMs(now.owner()));
            revision.apply(new Step.WithdrawAddress(address, next, address + " is not configured any more"));
        } else if (now.owner() == null && view.history().sinceMovedMs(address, nowMs) >= policy.fenceMs()) {
            revision.apply(new Step.ForgetAddress(address, address + " is not configured any more, and nobody has it"));
        }
    }

    /** Moves one address of the fullest node to the emptiest, if that is long well. */
    private void spread(String datacenter) {
        SortedMap<NodeId, Integer> load = roster.load(datacenter, revision.addresses());
        NodeId to = least(load);
        if (to == null || view.history().greenForMs(to.toString(), nowMs) < policy.failBackSteadyMs()) {
            return;
        }
        for (Map.Entry<String, Ownership> entry : revision.addresses().entrySet()) {
            NodeId from = entry.getValue().owner();
            if (from == null || orders.force(entry.getKey()) != null || load.getOrDefault(from, 0) - load.get(to) < 2) {
                continue;
            }
            boolean paced = view.history().sinceAnythingMovedMs(nowMs) < policy.failBackPaceMs();
            if (!paced && !isFrozen(datacenter, entry.getKey()) && !isHeldDown(entry.getKey(), "")) {
                move(
                        entry.getKey(),
                        entry.getValue(),
                        to,
                        from + " has " + load.get(from) + " addresses, and " + to
                                + ", which has been green for "
                                + HealthView.seconds(view.history().greenForMs(to.toString(), nowMs)) + ", has "
                                + load.get(to));
            }
            return;
        }
    }

    private boolean isFrozen(String datacenter, String address) {
        Intent freeze = orders.freeze(datacenter);
        if (freeze != null) {
            hold(address, "stays: " + orders.words(freeze));
        }
        return freeze != null;
    }

    private boolean isHeldDown(String address, String why) {
        long movedMs = view.history().sinceMovedMs(address, nowMs);
        boolean heldDown = movedMs < policy.addressHoldDownMs();
        if (heldDown) {
            hold(
                    address,
                    "stays: it moved " + HealthView.seconds(movedMs) + " ago, and moves at most once in "
                            + HealthView.seconds(policy.addressHoldDownMs()) + (why.isEmpty() ? "" : ". But " + why));
        }
        return heldDown;
    }

    /** The plan can name one former owner only: while the one before that may still have the address, it stays. */
    private boolean isUnderWay(String address, Ownership now) {
        long movedMs = view.history().sinceMovedMs(address, nowMs);
        boolean underWay = now.previous() != null && movedMs < policy.fenceMs();
        if (underWay) {
            hold(address, "stays: it is still on its way from " + now.previous() + " to " + now.owner());
        }
        return underWay;
    }

    private void move(String address, Ownership now, NodeId to, String why) {
        NodeId from = now == null ? null : now.owner();
        NodeId letsGo = now == null || from != null ? from : now.previous();
        NodeId previous = to.equals(letsGo) ? null : letsGo;
        long silentMs = previous == null ? 0 : view.health().silentMs(previous);
        revision.apply(new Step.MoveAddress(address, from, new Ownership(to, previous, silentMs), why));
    }

    private void hold(String address, String reason) {
        revision.apply(new Step.Hold(address, address + " " + reason));
    }

    private String excuses(String datacenter, Ownership now) {
        return roster.excuses(datacenter, now.owner());
    }

    /** The fit node it is forced to, or the one with the fewest addresses, but not its owner; null if there is none. */
    private NodeId least(String datacenter, String address) {
        SortedMap<NodeId, Integer> load = roster.load(datacenter, revision.addresses());
        Ownership now = revision.addresses().get(address);
        if (now != null && now.owner() != null) {
            load.remove(now.owner());
        }
        NodeId forced = forced(address, load);
        return forced == null ? least(load) : forced;
    }

    /** The one of these that an operator wants to have it; null if there is none. */
    private NodeId forced(String address, SortedMap<NodeId, Integer> load) {
        Intent force = orders.force(address);
        return load.keySet().stream()
                .filter(node -> isTo(force, node))
                .findFirst()
                .orElse(null);
    }

    private static NodeId least(SortedMap<NodeId, Integer> load) {
        NodeId least = null;
        for (Map.Entry<NodeId, Integer> node : load.entrySet()) {
            if (least == null || node.getValue() < load.get(least)) {
                least = node.getKey();
            }
        }
        return least;
    }
}
