package io.fivenines.coordinator.testing.house.uptime;

import io.fivenines.coordinator.testing.house.elect.Chosen;

record AsksTheAccused(Chosen leader) {}
