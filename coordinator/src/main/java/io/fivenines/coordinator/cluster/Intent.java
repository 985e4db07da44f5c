package io.fivenines.coordinator.cluster;

/**
 * What an operator wants, at {@link Paths#intent}; wins over what the planner would do, until it expires.
 *
 * @param subject a node {@code datacenter/node} to drain; a datacenter, endpoint or {@code *} to freeze; of a force
 *     the datacenter to leave, or the endpoint or address to move
 * @param to of a force: the datacenter to go to, or an address's node; else empty
 * @param who by the name of the token
 */
public record Intent(String id, Kind kind, String subject, String to, String who, String reason, long expiresMs) {
    public Intent {
        Names.check("id", id);
    }

    /** The kinds of it. */
    public enum Kind {
        /** Move a node's addresses away, then close its connections at a pace. */
        DRAIN,
        /** Change nothing about the subject. */
        FREEZE,
        /** Point what points to one datacenter to another, whatever the lights say; or give an address to a node. */
        FORCE
    }
}
