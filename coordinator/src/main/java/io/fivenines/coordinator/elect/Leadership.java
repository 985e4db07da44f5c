package io.fivenines.coordinator.elect;

/**
 * The right to decide for the cluster, for now: whoever acts asks for it anew before each act and carries its epoch.
 *
 * @param nodeId the coordinator that leads
 * @param epoch the zxid under which its election node was made; a later leader's is always greater
 */
public record Leadership(String nodeId, long epoch) {
    public Leadership {
        if (epoch <= 0) {
            throw new IllegalArgumentException("epoch " + epoch + " of " + nodeId + ", expected a zxid above 0");
        }
    }
}
