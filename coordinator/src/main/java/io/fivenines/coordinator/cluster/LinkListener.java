package io.fivenines.coordinator.cluster;

/** Hears how the link to ZooKeeper stands, on the link's thread: it must not wait there. */
@FunctionalInterface
public interface LinkListener {
    /**
     * It stands so now.
     *
     * @param session the session's id while CONNECTED, else 0
     */
    void onState(LinkState state, long session);
}
