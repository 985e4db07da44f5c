package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;

/** The trackers that a customer has in the field all day: one at every address of a target. */
public interface Fleet {
    /** Asks the name servers where they belong. */
    void lookUp() throws IOException;

    /** How many there are by what was heard last; never fewer than before. */
    int size();

    /** One that is not connected yet, numbered from 0. */
    Tracker tracker(int number);
}
