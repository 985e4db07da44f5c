package io.fivenines.gateway.connection;

import io.fivenines.gateway.telemetry.Ident;
import java.util.concurrent.Executor;

/** What becomes of who may not come in: it is counted, logged and closed. */
final class Reception {
    private final Doorman doorman;
    private final Rejections rejections;
    private final Executor loop;

    Reception(Doorman doorman, Rejections rejections, Executor loop) {
        this.doorman = doorman;
        this.rejections = rejections;
        this.loop = loop;
    }

    /** Whether it may be who it says it is; it is closed if not. */
    boolean admits(Connection connection, Ident given) {
        boolean open = connection.lock().isOpen();
        Refusal refusal = open ? doorman.refusal(given, connection.guest) : Refusal.SECRET;
        if (refusal != null && !connection.closing()) {
            if (!open) {
                doorman.refused(refusal);
            }
            rejections.logRefused(connection, given, refusal);
            connection.close(CloseReason.NOT_ADMITTED);
        }
        return refusal == null;
    }

    /** It has shown a secret that is none: it is heard no more, and closed once that is answered. */
    void wrongSecret(Connection connection) {
        if (!connection.paused(Connection.PAUSED_CLOSING)) {
            doorman.refused(Refusal.SECRET);
            rejections.logRefused(connection, connection.ident(), Refusal.SECRET);
            connection.pause(Connection.PAUSED_CLOSING);
            loop.execute(() -> connection.close(CloseReason.NOT_ADMITTED));
        }
    }
}
