/** A ZooKeeper ensemble to break, for the tests of every room. */
package io.fivenines.coordinator.testing;
