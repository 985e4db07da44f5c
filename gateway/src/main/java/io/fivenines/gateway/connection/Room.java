package io.fivenines.gateway.connection;

import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.vitals.Vitals;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all lanes of a node share.
 *
 * @param clock the civil time that messages and replies carry
 * @param nanos a clock that never goes back, for durations
 */
public record Room(
        ConnectionConfig config,
        Journal journal,
        Registry registry,
        Repeats repeats,
        Vitals vitals,
        InstantSource clock,
        LongSupplier nanos,
        Doorman doorman) {
    /** A room nothing has happened in yet. */
    public Room(
            ConnectionConfig config,
            Journal journal,
            Registry registry,
            Vitals vitals,
            InstantSource clock,
            LongSupplier nanos,
            Doorman doorman) {
        this(config, journal, registry, new Repeats(config.repeatSlots()), vitals, clock, nanos, doorman);
    }
}
