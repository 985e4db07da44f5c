package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every node that is registered or has an address, and how fit it is. */
final class Roster {
    private final View view;
    private final Orders orders;
    private final SortedMap<NodeId, Fitness> fitness = new TreeMap<>();

    Roster(View view, Orders orders) {
        this.view = view;
        this.orders = orders;
        view.nodes().keySet().forEach(this::judge);
        for (Ownership ownership : view.plan().addresses().values()) {
            if (ownership.owner() != null) {
                judge(ownership.owner());
            }
        }
    }

    Fitness of(NodeId node) {
        return fitness.get(node);
    }

    /** The nodes of a datacenter, by name. */
    List<NodeId> in(String datacenter) {
        List<NodeId> nodes = new ArrayList<>();
        for (NodeId node : fitness.keySet()) {
            if (node.datacenter().equals(datacenter)) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** Everybody of a datacenter with what is the matter, for a reason why nobody there can take an address. */
    String excuses(String datacenter, NodeId without) {
        List<String> words = new ArrayList<>();
        for (NodeId node : in(datacenter)) {
            if (!node.equals(without)) {
                words.add(words(node));
            }
        }
        return words.isEmpty() ? "it has no other node" : String.join("; ", words);
    }

    /**
     * Why more than half of the nodes looking dead is rather the observers' fault; null if it is not so. Only nodes
     * count whose session ZooKeeper still has: it is a witness of its own, and where it agrees there is no doubt.
     * Nor count datacenters whose public endpoints are red as well.
     */
    String doubt() {
        int registered = 0;
        int dead = 0;
        for (NodeId node : view.nodes().keySet()) {
            if (view.health().datacenter(node.datacenter()) != Light.RED) {
                registered++;
                dead += view.health().node(node) == Light.RED ? 1 : 0;
            }
        }
        return dead * 2 <= registered
                ? null
                : dead + " of " + registered + " nodes look dead to the observers while ZooKeeper still has their "
                        + "sessions, so rather the observers are wrong";
    }

    /** How a node is, and who says so. */
    String words(NodeId node) {
        Intent drain = orders.drain(node);
        if (drain != null) {
            return orders.words(drain);
        }
        NodeRecord record = view.nodes().get(node);
        String seen = node + " is " + lower(view.health().node(node)) + ": "
                + view.health().words(node);
        if (record == null) {
            return seen + "; it is not registered";
        }
        if (record.state() != NodeState.SERVING) {
            return node + " says it is " + lower(record.state()) + "; " + seen;
        }
        return lacksAgent(node) ? seen + "; it has no agent" : seen;
    }

    private void judge(NodeId node) {
        fitness.computeIfAbsent(node, this::judged);
    }

    private Fitness judged(NodeId node) {
        if (orders.drain(node) != null) {
            return Fitness.DRAINED;
        }
        NodeRecord record = view.nodes().get(node);
        Light light = view.health().node(node);
        boolean vanished =
                record == null && view.health().isQuorate() && !view.health().speaksOf(node);
        if (light == Light.RED || vanished) {
            return Fitness.DEAD;
        }
        if (record != null && record.state() != NodeState.SERVING) {
            return Fitness.UNFIT;
        }
        return light == Light.GREEN && record != null && !lacksAgent(node) ? Fitness.FIT : Fitness.DOUBTFUL;
    }

    private boolean lacksAgent(NodeId node) {
        Layout.Site site = view.layout().datacenters().get(node.datacenter());
        return site != null && site.agents() && !view.agents().containsKey(node);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** How many addresses each fit node of a datacenter has, by name. */
    SortedMap<NodeId, Integer> load(String datacenter, Map<String, Ownership> addresses) {
        SortedMap<NodeId, Integer> load = new TreeMap<>();
        for (NodeId node : in(datacenter)) {
            if (of(node) == Fitness.FIT) {
                load.put(node, 0);
            }
        }
        for (Ownership ownership : addresses.values()) {
            if (ownership.owner() != null) {
                load.computeIfPresent(ownership.owner(), (node, count) -> count + 1);
            }
        }
        return load;
    }
}
