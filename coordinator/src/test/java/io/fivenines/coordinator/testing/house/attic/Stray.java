package io.fivenines.coordinator.testing.house.attic;

record Stray() {}
