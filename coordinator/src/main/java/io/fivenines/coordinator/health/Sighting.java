package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.Observation;
import java.util.Objects;

/**
 * An observation and when it reached its reader.
 *
 * @param arrivedMs the reader's clock: a foreign clock says nothing about age
 */
public record Sighting(Observation observation, long arrivedMs) {
    public Sighting {
        Objects.requireNonNull(observation, "observation");
    }
}
