package io.fivenines.coordinator.testing.house.cluster;

/** Rightly built. */
public record Fact(String name) {}
