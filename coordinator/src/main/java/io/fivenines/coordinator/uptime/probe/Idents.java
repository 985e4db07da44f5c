package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.util.Locale;

/**
 * What the prober's trackers are called: names nobody else has, so that readers can tell them from customers'.
 *
 * <pre>
 * PP LLLL TTT 000 00 P       fifteen digits: prefix, location's number, target's, and which protocol
 * PP LLLL TTT 000 NN P+5     of the line that is held with that number, from 0
 * fivenines-probe-L-T        where a name may be one
 * fivenines-probe-L-T-line   of line 0
 * fivenines-probe-L-T-line-N of another
 * fivenines-probe-L-T-program-N    whom a program gives commands for; nobody connects as that
 * </pre>
 *
 * @param prefix digits that no IMEI in use begins with
 * @param location the location's number
 */
public record Idents(String prefix, int location) {
    private static final int DIGITS = 15;
    private static final int LOCATION_MAX = 9999;
    /** What a line's last digit is more than a round's; so there is one for each of up to four protocols. */
    private static final int LINE = 5;

    public Idents {
        if (!prefix.matches("[0-9]{2,5}")) {
            throw new IllegalArgumentException("identPrefix '" + prefix + "', expected 2 to 5 digits");
        }
        if (location < 1 || location > LOCATION_MAX) {
            throw new IllegalArgumentException("number " + location + ", expected 1 to " + LOCATION_MAX);
        }
    }

    /** Of a round's tracker. */
    String of(Target target, Wire wire) {
        return wire.isNumbered() ? digits(target, wire, 1, 0) : name(target);
    }

    /**
     * Of the tracker of a held line: the gateway lets an ident have one connection.
     *
     * @param number of the line, from 0, below {@link Gap#LINES_MAX}
     */
    String ofLine(Target target, Wire wire, int number) {
        String name = name(target) + "-line" + (number == 0 ? "" : "-" + number);
        return wire.isNumbered() ? digits(target, wire, 1 + LINE, number) : name;
    }

    /** Whom a program gives commands for, which has a number as the lines have. */
    String ofProgram(Target target, int number) {
        return name(target) + "-program-" + number;
    }

    private String name(Target target) {
        return "fivenines-probe-" + location + "-" + target.number();
    }

    private String digits(Target target, Wire wire, int first, int line) {
        String head = String.format(Locale.ROOT, "%s%04d%03d", prefix, location, target.number());
        String tail = String.format(Locale.ROOT, "%02d%d", line, Wire.ALL.indexOf(wire) + first);
        return head + "0".repeat(DIGITS - head.length() - tail.length()) + tail;
    }
}
