package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Lock;

/** The lock of one connection; its loop's thread opens it, any may look. */
final class Padlock implements Lock {
    private final Connection connection;
    private final Lane lane;
    private final Secrets secrets;
    private volatile byte[] shown;

    /** Closed, unless there are no secrets. */
    static Lock of(Connection connection, Lane lane, Secrets secrets) {
        return secrets == null ? NONE : new Padlock(connection, lane, secrets);
    }

    private Padlock(Connection connection, Lane lane, Secrets secrets) {
        this.connection = connection;
        this.lane = lane;
        this.secrets = secrets;
    }

    @Override
    public boolean opensTo(CharSequence secret) {
        shown = secrets.find(secret);
        if (shown == null) {
            lane.reception().wrongSecret(connection);
        }
        return shown != null;
    }

    @Override
    public boolean isOpen() {
        byte[] known = shown;
        return known != null && secrets.has(known);
    }
}
