/** The contract of the processes of a cluster: the ZooKeeper paths, and the records kept there. Knows no other room. */
package io.fivenines.coordinator.cluster;
