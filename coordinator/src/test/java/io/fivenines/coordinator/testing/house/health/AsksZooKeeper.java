package io.fivenines.coordinator.testing.house.health;

import org.apache.curator.framework.CuratorFramework;

record AsksZooKeeper(CuratorFramework client) {}
