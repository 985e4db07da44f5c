package io.fivenines.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** The ERROR events nobody has answered for yet; {@code logback-test.xml} hangs one on the root logger. */
public final class ErrorLog extends AppenderBase<ILoggingEvent> {
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    static ErrorLog ofThisRun() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("ERRORS") instanceof ErrorLog log) {
            return log;
        }
        throw new IllegalStateException("logback-test.xml has no appender ERRORS on its root logger");
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel() == Level.ERROR) {
            errors.add(event.getLoggerName() + ": " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    List<String> drain() {
        List<String> drained = new ArrayList<>();
        for (String error = errors.poll(); error != null; error = errors.poll()) {
            drained.add(error);
        }
        return drained;
    }
}
