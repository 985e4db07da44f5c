package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Origin;

/** Whose messages a sink writes. */
public interface Sender extends Session {
    /** Who it is, or null as long as it has not said. */
    Ident sender();

    Origin origin();

    /** Whether a command to it is unfinished; answers are not even copied otherwise. */
    default boolean awaitsAnswer() {
        return false;
    }
}
