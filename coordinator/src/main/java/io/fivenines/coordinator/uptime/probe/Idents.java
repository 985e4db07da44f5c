package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.util.Locale;

/**
 * What the prober's trackers are called: names nobody else has, so that readers can tell them from customers'.
 *
 * <pre>
 * PP LLLL TTT 0000P P   fifteen digits: prefix, location's number, target's, and which protocol
 * fivenines-probe-L-T   where a name may be one
 * </pre>
 *
 * @param prefix digits that no IMEI in use begins with
 * @param location the location's number
 */
public record Idents(String prefix, int location) {
    private static final int DIGITS = 15;
    private static final int LOCATION_MAX = 9999;

    public Idents {
        if (!prefix.matches("[0-9]{2,6}")) {
            throw new IllegalArgumentException("identPrefix '" + prefix + "', expected 2 to 6 digits");
        }
        if (location < 1 || location > LOCATION_MAX) {
            throw new IllegalArgumentException("number " + location + ", expected 1 to " + LOCATION_MAX);
        }
    }

    String of(Target target, Wire wire) {
        if (!wire.isNumbered()) {
            return "fivenines-probe-" + location + "-" + target.number();
        }
        String head = String.format(Locale.ROOT, "%s%04d%03d", prefix, location, target.number());
        String tail = Integer.toString(Wire.ALL.indexOf(wire) + 1);
        return head + "0".repeat(DIGITS - head.length() - tail.length()) + tail;
    }
}
