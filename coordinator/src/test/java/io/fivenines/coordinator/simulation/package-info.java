/** A whole cluster under seeded time, network, ZooKeeper and faults; every invariant is checked after every event. */
package io.fivenines.coordinator.simulation;
