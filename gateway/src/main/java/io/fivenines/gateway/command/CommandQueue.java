package io.fivenines.gateway.command;

import io.fivenines.gateway.telemetry.Ident;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Where commands are kept, so that a restart neither loses one nor sends one twice without saying so. One thread calls.
 * Recording a command as {@link State#SENDING} is the claim to send it; where several nodes share a queue, that is
 * where they contend.
 */
public interface CommandQueue extends AutoCloseable {
    /** All that are kept, in the order of queueing. Read once, before anything is staged. */
    Collection<Errand> kept();

    /** Puts a command, or what became of it, into the next {@link #commit}; the last one staged of an id counts. */
    void stage(Errand errand);

    /** Forgets one: as if it had never been staged if it is not committed yet, else some time. */
    void drop(String id);

    /**
     * Makes all that is staged durable, but for what another node was quicker with: of that nothing is recorded, and
     * the follower is told how it stands.
     *
     * @throws IOException if it may not be: it stays staged, to be tried again
     */
    void commit() throws IOException;

    @Override
    void close() throws IOException;

    /** Why nothing can be recorded at present; empty if it can, as far as is known. */
    default String trouble() {
        return "";
    }

    /** Whether other nodes use it as well. */
    default boolean isShared() {
        return false;
    }

    /** What is to become of a command whose gateway died over it, where nobody said. */
    default IfGatewayDies ifGatewayDies() {
        return isShared() ? IfGatewayDies.FAIL : IfGatewayDies.REPEAT;
    }

    /** Events to take together into one commit, at most. */
    default int batchMax() {
        return 1024;
    }

    /** After a commit: whether the command stands so, and nobody was quicker. */
    default boolean isRecorded(Errand errand) {
        return true;
    }

    /** Whether the claim to send it, once recorded, is this process's still. */
    default boolean holds(Errand sending) {
        return true;
    }

    /** Whether it was this process that recorded that it is being sent. */
    default boolean isOwn(String id) {
        return true;
    }

    /** Whether a living node has the claim to send it. */
    default boolean isClaimed(String id) {
        return false;
    }

    /**
     * Says whom to tell what other nodes do.
     *
     * @param thread runs something on the thread this belongs to
     */
    default void follow(Consumer<Runnable> thread, Follower follower) {}

    /** Is told, on the queue's thread, what other nodes do to commands. */
    interface Follower {
        /** It stands so now; also told when whoever had the claim to send it is gone. */
        void changed(Errand errand);

        /**
         * This process has recorded it, in a commit that may go on: what the record and its claim are for need not wait
         * for the others. A queue whose commits are of one piece does not tell.
         */
        void recorded(Errand errand);

        /** Nobody can look it up any more. */
        void forgotten(Ident ident, String id);

        /** Commands can be recorded, for the first time or again. */
        void up();
    }
}
