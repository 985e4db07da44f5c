package io.fivenines.coordinator.testing.house.health;

import java.time.Instant;
import java.util.UUID;

final class ReadsTheClock {
    Instant now() {
        return Instant.now();
    }

    UUID chance() {
        return UUID.randomUUID();
    }
}
