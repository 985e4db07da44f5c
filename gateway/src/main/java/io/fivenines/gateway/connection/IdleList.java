package io.fivenines.gateway.connection;

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
}
