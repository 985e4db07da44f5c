package io.fivenines.coordinator.cluster;

import java.util.function.LongFunction;

/**
 * How an observer speaks.
 *
 * @param beat makes the beat of that number
 */
public record Voice(LongFunction<Beat> beat, Seal seal) {
    /** With other words under the same seal. */
    public Voice saying(LongFunction<Beat> other) {
        return new Voice(other, seal);
    }
}
