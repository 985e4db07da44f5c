package io.fivenines.gateway.decode.explain;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * Something a frame said.
 *
 * @param param the parameter or its family; null for the ident, the time of a message and an answer
 * @param value a Long, Double, Boolean or String; the time of a message in milliseconds
 */
public record Fact(Key key, Param param, Object value) {
    static final String IDENT = "ident";
    static final String TIMESTAMP = "timestamp";
    static final String ANSWER = "(answer to a command)";
    static final String REFUSAL = "(refusal of a command)";

    /**
     * Which fact of a frame it is.
     *
     * @param message from 1; 0 for what is said before the first message
     * @param name as published, members of families spelled out
     * @param turn 0 where the message says it once; counts on where it says it again
     */
    public record Key(int message, String name, int turn) {}

    /** The value as a reader wants it: numbers as in the message, moments with their date. */
    public String text() {
        if (key.name().equals(TIMESTAMP)) {
            long ms = (Long) value;
            return ms == Sink.NO_TIME ? "none of its own" : seconds(ms) + " s (" + Instant.ofEpochMilli(ms) + ")";
        }
        if (value instanceof Double real) {
            return decimal(real);
        }
        return value instanceof String text ? '"' + text + '"' : value.toString();
    }

    private static String seconds(long ms) {
        return BigDecimal.valueOf(ms, 3).stripTrailingZeros().toPlainString();
    }

    /** The shortest that reads back as the same: Double.toString gives more digits before JDK 19. */
    private static String decimal(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = 1;
        while (exact.round(new MathContext(digits)).doubleValue() != value) {
            digits++;
        }
        return exact.round(new MathContext(digits)).stripTrailingZeros().toPlainString();
    }

    public String unit() {
        return param == null ? "" : param.unit();
    }

    /** Whether it is stored under its name; a number out of its parameter's range is not. */
    public boolean plausible() {
        return param == null || !(value instanceof Number number) || param.plausible(number.doubleValue());
    }
}
