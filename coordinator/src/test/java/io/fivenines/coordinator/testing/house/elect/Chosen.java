package io.fivenines.coordinator.testing.house.elect;

import io.fivenines.coordinator.testing.house.cluster.Link;

/** Rightly built. */
public record Chosen(Link link, long epoch) {}
