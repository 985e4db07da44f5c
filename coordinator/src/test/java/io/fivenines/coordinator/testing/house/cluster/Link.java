package io.fivenines.coordinator.testing.house.cluster;

import org.apache.curator.framework.CuratorFramework;

/** Rightly built. */
public final class Link {
    CuratorFramework curator() {
        return null;
    }
}
