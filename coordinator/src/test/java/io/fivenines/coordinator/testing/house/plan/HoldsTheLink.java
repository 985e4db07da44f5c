package io.fivenines.coordinator.testing.house.plan;

import io.fivenines.coordinator.testing.house.cluster.Fact;
import io.fivenines.coordinator.testing.house.cluster.Link;
import io.fivenines.coordinator.testing.house.elect.Chosen;

record HoldsTheLink(Fact allowed, Chosen allowedToo, Link forbidden) {}
