package io.fivenines.gateway.connection;

import io.fivenines.gateway.telemetry.Ident;
import java.net.InetAddress;

/** Decides who may come in, and as whom. Asked by every event loop, once a connection and ident: it must not wait. */
public interface Doorman {
    /** Lets everybody in. */
    Doorman NONE = new Doorman() {
        @Override
        public boolean admits(InetAddress address) {
            return true;
        }

        @Override
        public Refusal refusal(Ident ident, InetAddress address) {
            return null;
        }

        @Override
        public void refused(Refusal reason) {
            // Nobody counts.
        }
    };

    /** Whether a connection from there may be at all. */
    boolean admits(InetAddress address);

    /**
     * Why it may not be who it says it is.
     *
     * @param address where it comes from, null if that is not known
     * @return null if it may
     */
    Refusal refusal(Ident ident, InetAddress address);

    /** Somebody was not let in, for a reason that the doorman need not be asked about. */
    void refused(Refusal reason);
}
