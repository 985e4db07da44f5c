package io.fivenines.gateway.api;

import io.fivenines.gateway.command.IfGatewayDies;
import io.fivenines.gateway.command.Submission;
import io.fivenines.gateway.telemetry.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is asked for: a command's own fields; beside them password, dialect, ifGatewayDies, and wait or ttl. */
final class Submissions {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|m|h|d)?");

    private Submissions() {}

    /** @throws IllegalArgumentException naming what is wrong, then ", expected " and what would be right */
    static Submission of(Map<String, Object> body) {
        Map<String, Object> fields = new LinkedHashMap<>(body);
        String password = text(fields, "password");
        String dialect = text(fields, "dialect");
        Optional<IfGatewayDies> ifGatewayDies =
                Optional.ofNullable(fields.remove("ifGatewayDies")).map(value -> IfGatewayDies.of(value.toString()));
        Object wait = fields.remove("wait");
        Object ttl = fields.remove("ttl");
        if (wait != null && ttl != null) {
            throw new IllegalArgumentException("both wait and ttl are given, expected one of them");
        }
        long lifeMs = ttl != null ? ms("ttl", ttl) : wait != null ? ms("wait", wait) : Submission.WAIT_MS;
        return new Submission(Command.of(fields), password, dialect, ifGatewayDies, lifeMs, ttl == null);
    }

    private static String text(Map<String, Object> fields, String name) {
        Object value = fields.getOrDefault(name, "");
        fields.remove(name);
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is '" + value + "', expected a text");
    }

    private static long ms(String name, Object value) {
        Matcher duration = DURATION.matcher(value.toString());
        if (!duration.matches()) {
            throw new IllegalArgumentException(
                    name + " is '" + value + "', expected seconds, or a text like 15s or 1d");
        }
        String unit = duration.group(2) == null ? "s" : duration.group(2);
        long unitMs = switch (unit) {
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> 1_000L;
        };
        return Long.parseLong(duration.group(1)) * unitMs;
    }
}
