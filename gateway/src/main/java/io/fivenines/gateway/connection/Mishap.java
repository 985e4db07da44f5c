package io.fivenines.gateway.connection;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection fails of. */
final class Mishap {
    private static final Logger LOG = LoggerFactory.getLogger(Mishap.class);

    private Mishap() {}

    /** The reason to close it; null for a mistake of ours, which is then in the log. */
    static CloseReason of(Connection connection, Throwable cause) {
        if (cause instanceof IOException) {
            return CloseReason.ERROR;
        }
        if (cause instanceof DecoderException) {
            return CloseReason.MALFORMED; // no TLS, say, where it should be
        }
        LOG.atError()
                .setCause(cause)
                .addKeyValue("ident", connection.sender())
                .addKeyValue("peer", connection.peer())
                .addKeyValue("protocol", connection.protocol())
                .log("Connection closed after an error");
        return null;
    }
}
