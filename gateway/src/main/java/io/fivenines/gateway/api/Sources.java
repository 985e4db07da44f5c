package io.fivenines.gateway.api;

import io.fivenines.gateway.command.CommandRoom;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.vitals.Health;
import io.fivenines.gateway.vitals.Vitals;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API shows.
 *
 * @param protocols looked up each time: ports are known only once they are bound
 * @param outlets the streams out of the journal, as they are when asked
 */
public record Sources(
        About about,
        Journal journal,
        Registry registry,
        CommandRoom commands,
        Blocks blocks,
        Supplier<List<Spoken>> protocols,
        Supplier<List<Outlet>> outlets,
        Health health,
        Vitals vitals,
        InstantSource clock) {}
