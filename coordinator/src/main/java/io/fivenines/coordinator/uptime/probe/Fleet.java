package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;

/** What a customer has at every address of a target all day: a tracker in the field, and a program for commands. */
public interface Fleet {
    /** Asks the name servers where they belong. */
    void lookUp() throws IOException;

    /** How many trackers there are by what was heard last; never fewer than before. */
    int trackers();

    /** One that is not connected yet, numbered from 0. */
    Client tracker(int number);

    /** How many programs there are: as many as trackers, or one if the API is not where the trackers connect. */
    int programs();

    /** One that has not done anything yet, numbered from 0. */
    Client program(int number);
}
