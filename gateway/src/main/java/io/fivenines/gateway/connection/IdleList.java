package io.fivenines.gateway.connection;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections in the order in which they last spoke, linked through themselves: one timer walks the old end instead of
 * a timer object each.
 */
final class IdleList {
    private Connection oldest;
    private Connection newest;

    /** The one that has been silent longest, or null. */
    Connection oldest() {
        return oldest;
    }

    void add(Connection connection) {
        connection.older = newest;
        connection.younger = null;
        if (newest == null) {
            oldest = connection;
        } else {
            newest.younger = connection;
        }
        newest = connection;
    }

    void remove(Connection connection) {
        if (connection.older == null) {
            oldest = connection.younger;
        } else {
            connection.older.younger = connection.younger;
        }
        if (connection.younger == null) {
            newest = connection.older;
        } else {
            connection.younger.older = connection.older;
        }
        connection.older = null;
        connection.younger = null;
    }

    void touch(Connection connection) {
        if (connection != newest) {
            remove(connection);
            add(connection);
        }
    }

    /** Closes each after the last reply it is owed. */
    void closeAll(CloseReason reason) {
        for (Connection c = oldest; c != null; ) {
            Connection next = c.younger;
            c.close(reason);
            c = next;
        }
    }

    /**
     * Closes those that are between two frames while the budget lasts. One that has begun a frame and not gone on since
     * then is not going to end it.
     */
    void closeIdle(CloseReason reason, AtomicInteger budget, long stuckMs) {
        for (Connection c = oldest; c != null && budget.get() > 0; ) {
            Connection next = c.younger;
            boolean stuck = !c.closing() && c.lastReadMs < stuckMs;
            if ((c.betweenFrames() || stuck) && budget.getAndDecrement() > 0) {
                c.close(reason);
            }
            c = next;
        }
    }

    /** Ends them while the budget lasts: one that is closing and still there, at once. */
    void end(CloseReason reason, AtomicInteger budget) {
        for (Connection c = oldest; c != null && budget.getAndDecrement() > 0; ) {
            Connection next = c.younger;
            c.end(reason);
            c = next;
        }
    }
}
