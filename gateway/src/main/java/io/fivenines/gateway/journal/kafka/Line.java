package io.fivenines.gateway.journal.kafka;

/** The way to the topic: one producer. What it takes it delivers once and in order, or it says that it broke. */
interface Line {
    /**
     * Sends a record; may wait for room.
     *
     * @param told once, on any thread
     * @throws RuntimeException if the line is broken
     */
    void send(Shipment shipment, int entry, Told told);

    /** At once: what is not acknowledged by now is given up. */
    void close();

    /** Hears what became of a record. */
    interface Told {
        /** Whatever is promised of a topic's records is now promised of this one. */
        void acknowledged(long position);

        void failed(Exception cause);
    }
}
