package io.fivenines.benchmarks.wire;

import io.netty.buffer.ByteBuf;

/** How one make of tracker speaks: the bytes it sends, and what the answers to them mean. Without state. */
public interface TrackerWire {
    /** As the gateway calls the protocol. */
    String name();

    /** The field's usual TCP port. */
    int port();

    /** How many records one packet of this make can hold. */
    int recordsMax();

    void login(ByteBuf out, String ident);

    /** One packet of records {@code first} to {@code first + count - 1} of the tracker's trail. */
    void records(ByteBuf out, Trail trail, int first, int count);

    /** Takes whole answers off the front of what was received; leaves a half one. */
    void read(ByteBuf in, Answers answers);

    /** The tracker's side of an answer. */
    interface Answers {
        /** Whether the login was answered: some makes answer it in another form than records. */
        boolean loggedIn();

        /** The number of the oldest record not acknowledged. */
        int awaited();

        void onLogin(boolean accepted);

        /** The oldest so many records need not be kept any longer. */
        void onAcknowledged(int records);

        /** The server read the records and will not have them, or said what the maker's document does not know. */
        void onRejected();
    }
}
