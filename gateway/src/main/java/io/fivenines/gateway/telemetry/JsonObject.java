package io.fivenines.gateway.telemetry;

/** A flat JSON object being written. Numbers JSON cannot express (infinite, not a number) become null. */
final class JsonObject implements ParamVisitor {
    private static final double WHOLE_MAX = 1e15;

    private final StringBuilder to;
    private boolean first = true;

    JsonObject(StringBuilder to) {
        this.to = to.append('{');
    }

    StringBuilder end() {
        return to.append('}');
    }

    JsonObject seconds(String name, long ms) {
        if (ms % 1000 == 0) {
            put(name, ms / 1000);
        } else {
            name(name)
                    .append(java.math.BigDecimal.valueOf(ms, 3)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        return this;
    }

    @Override
    public JsonObject put(String name, long value) {
        name(name).append(value);
        return this;
    }

    @Override
    public JsonObject put(String name, double value) {
        StringBuilder json = name(name);
        if (!Double.isFinite(value)) {
            json.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) < WHOLE_MAX) {
            json.append((long) value);
        } else {
            json.append(value);
        }
        return this;
    }

    @Override
    public JsonObject put(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    @Override
    public JsonObject put(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    private StringBuilder name(String name) {
        if (!first) {
            to.append(',');
        }
        first = false;
        string(name);
        return to.append(':');
    }

    private void string(String value) {
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || c >= 0x80 && c < 0xA0 || c == '\u2028' || c == '\u2029') {
                to.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit(c >> 8 & 15, 16));
                to.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }
}
