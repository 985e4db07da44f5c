package io.fivenines.coordinator.redirect;

import io.fivenines.coordinator.cluster.Plan;
import java.io.IOException;

/** One way of having traffic go where the plan says. Called by one thread at a time. */
public interface TrafficDirector {
    /** As logs and metrics call it. */
    String name();

    /**
     * Makes the world as the plan wants it, whatever it was before; with nothing to change it changes nothing. A plan
     * that is neither this director's newest nor after it is left alone.
     *
     * @throws IOException if not all of it could be done; what could be done is done
     */
    void obey(Plan plan) throws IOException;

    /** The newest plan it has obeyed whole, also by a process before this one if it keeps that. */
    Plan obeyed();
}
