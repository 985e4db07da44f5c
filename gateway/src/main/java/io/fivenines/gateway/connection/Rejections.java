package io.fivenines.gateway.connection;

import io.fivenines.coordinator.logging.SampleRate;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Verdict;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells the log of frames and openings that were not accepted: so many a second, the bytes only at DEBUG. */
final class Rejections {
    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);
    private static final int PER_SECOND = 5;
    private static final int SAMPLE_BYTES = 96;

    private final SampleRate rate = new SampleRate(PER_SECOND);
    private final InstantSource clock;

    Rejections(InstantSource clock) {
        this.clock = clock;
    }

    void log(Connection from, Frame frame, Verdict verdict) {
        long suppressed = rate.admit(clock.millis());
        if (suppressed != SampleRate.SUPPRESSED) {
            LoggingEventBuilder line = LOG.atWarn()
                    .addKeyValue("ident", from.ident())
                    .addKeyValue("peer", from.peer())
                    .addKeyValue("protocol", from.protocol())
                    .addKeyValue("verdict", verdict);
            finish(line, frame, suppressed).log("Frame not accepted");
        }
    }

    /** The ident is plain ASCII without space; what else is odd in it, the log's layout quotes. */
    void logRefused(Connection from, CharSequence given, Refusal reason) {
        long suppressed = rate.admit(clock.millis());
        if (suppressed != SampleRate.SUPPRESSED) {
            LOG.atWarn()
                    .addKeyValue("ident", given)
                    .addKeyValue("peer", from.peer())
                    .addKeyValue("protocol", from.protocol())
                    .addKeyValue("reason", reason.label())
                    .addKeyValue("suppressed", suppressed)
                    .log("Tracker not admitted");
        }
    }

    /** Strangers knock at every port: that is no reason to warn. */
    void logOpening(Connection from, Frame opening) {
        long suppressed = rate.admit(clock.millis());
        if (suppressed != SampleRate.SUPPRESSED) {
            LoggingEventBuilder line =
                    LOG.atInfo().addKeyValue("peer", from.peer()).addKeyValue("channel", from.channel());
            finish(line, opening, suppressed).log("Protocol not recognised");
        }
    }

    private static LoggingEventBuilder finish(LoggingEventBuilder line, Frame frame, long suppressed) {
        line = line.addKeyValue("bytes", frame.length()).addKeyValue("suppressed", suppressed);
        return LOG.isDebugEnabled()
                ? line.addKeyValue("sample", frame.seek(0).hex(Math.min(SAMPLE_BYTES, frame.length())))
                : line;
    }
}
