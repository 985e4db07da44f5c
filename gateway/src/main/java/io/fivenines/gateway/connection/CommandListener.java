package io.fivenines.gateway.connection;

import io.fivenines.gateway.telemetry.Ident;

/** Who has commands for trackers. Called on event loops: must be short. */
public interface CommandListener {
    /** Has none. */
    CommandListener NOBODY = new CommandListener() {
        @Override
        public boolean concerns(Ident ident) {
            return false;
        }

        @Override
        public void present(Ident ident) {}

        @Override
        public void gone(Ident ident, Courier courier) {}

        @Override
        public void answered(Ident ident, Answer answer) {}
    };

    /** Whether there is an unfinished command to this tracker: nothing below is called otherwise. Asked often. */
    boolean concerns(Ident ident);

    /** It has said who it is; {@link Registry#courier} is on its way. */
    void present(Ident ident);

    /** A connection of its ended; there may be a newer one. */
    void gone(Ident ident, Courier courier);

    void answered(Ident ident, Answer answer);
}
