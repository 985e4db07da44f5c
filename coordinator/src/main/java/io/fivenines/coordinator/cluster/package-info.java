/** The contract of a cluster's processes: ZooKeeper paths, the records kept there, heartbeats. Knows no other room. */
package io.fivenines.coordinator.cluster;
