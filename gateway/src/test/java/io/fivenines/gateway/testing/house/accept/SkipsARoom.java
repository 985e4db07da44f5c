package io.fivenines.gateway.testing.house.accept;

import io.fivenines.gateway.testing.house.connection.RightlyBuilt;
import io.fivenines.gateway.testing.house.journal.HoldsAChannel;

record SkipsARoom(RightlyBuilt allowed, HoldsAChannel forbidden) {}
