/** Two hosts and a tracker's side in network namespaces: what an agent does, seen from outside. */
package io.fivenines.coordinator.testing.lab;
