package io.fivenines.coordinator.testing.house.console;

import io.fivenines.coordinator.testing.house.Coordinator;

record KnowsTheMain(Coordinator main) {}
