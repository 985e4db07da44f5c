package io.fivenines.coordinator.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A gateway node and the datacenter it stands in, written {@code datacenter/node}. */
public record NodeId(String datacenter, String node) implements Comparable<NodeId> {
    public NodeId {
        Names.check("datacenter", datacenter);
        Names.check("node", node);
    }

    /** The id of that text; throws if it is not {@code datacenter/node}. */
    @JsonCreator
    public static NodeId of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("node '" + text + "', expected datacenter/node");
        }
        return new NodeId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(NodeId other) {
        int order = datacenter.compareTo(other.datacenter);
        return order != 0 ? order : node.compareTo(other.node);
    }

    @Override
    @JsonValue
    public String toString() {
        return datacenter + "/" + node;
    }
}
