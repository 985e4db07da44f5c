package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.figures.Percent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a status page says things. */
final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    static String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms));
    }

    static String iso(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    static String date(long ms) {
        return time(ms).substring(0, 10);
    }

    /** Seconds to the millisecond, and where they are many, in minutes as well. */
    static String seconds(long ms) {
        String seconds = BigDecimal.valueOf(ms, 3).stripTrailingZeros().toPlainString() + " s";
        long whole = Math.abs(ms) / 1000;
        if (whole < 120) {
            return seconds;
        }
        long days = whole / 86_400;
        long hours = whole / 3_600 % 24;
        String more = days > 0
                ? days + " d " + hours + " h"
                : (hours > 0 ? hours + " h " : "") + whole / 60 % 60 + " min " + whole % 60 + " s";
        return seconds + " (" + (ms < 0 ? "-" : "") + more + ")";
    }

    static String percent(Coverage coverage) {
        return Percent.up(coverage).map(share -> share.text() + " %").orElse("unknown");
    }

    /** As somebody would write a limit: 99.999 and not 99.99900. */
    static String limit(Percent percent) {
        return new BigDecimal(percent.text(9)).stripTrailingZeros().toPlainString() + " %";
    }

    static String state(State state) {
        return switch (state) {
            case UP -> "up";
            case DOWN -> "down";
            case UNKNOWN -> "unknown";
        };
    }

    static String step(Step step) {
        return switch (step) {
            case NETWORK -> "the prober's own network";
            case NAMES -> "names";
            case API -> "the API";
            case TRACKER -> "sending records";
            case READBACK -> "reading records back";
            case COMMAND -> "giving a command";
            case FRESH -> "fresh names and status";
        };
    }
}
