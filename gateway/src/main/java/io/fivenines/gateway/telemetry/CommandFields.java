package io.fivenines.gateway.telemetry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a command as somebody wrote them: each must be there and of its kind, and there may be no other. */
final class CommandFields {
    private final Map<String, ?> fields;
    private final Set<String> read = new HashSet<>();

    CommandFields(Map<String, ?> fields) {
        this.fields = fields;
    }

    static void in(String name, int value, int min, int max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " is " + value + unit + ", expected " + min + " to " + max + unit);
        }
    }

    static Map<String, Object> with(CommandType type, String name, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type.label());
        fields.put(name, value);
        return fields;
    }

    CommandType type() {
        String given = text("type");
        for (CommandType type : CommandType.values()) {
            if (type.label().equals(given)) {
                return type;
            }
        }
        throw new IllegalArgumentException("type is '" + given + "', expected one of "
                + Arrays.stream(CommandType.values()).map(CommandType::label).collect(Collectors.joining(", ")));
    }

    String text(String name) {
        return value(name, String.class, "a text");
    }

    boolean truth(String name) {
        return value(name, Boolean.class, "true or false");
    }

    int number(String name) {
        Number value = value(name, Number.class, "a whole number");
        if (value.doubleValue() != value.intValue()) {
            throw wrong(name, value, "a whole number");
        }
        return value.intValue();
    }

    private <T> T value(String name, Class<T> kind, String expected) {
        Object value = fields.get(name);
        read.add(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name + ", expected " + expected);
        }
        if (!kind.isInstance(value)) {
            throw wrong(name, value, expected);
        }
        return kind.cast(value);
    }

    private static IllegalArgumentException wrong(String name, Object value, String expected) {
        return new IllegalArgumentException(name + " is '" + value + "', expected " + expected);
    }

    /** A misspelt field must not quietly mean nothing. */
    void refuseUnknown() {
        for (String name : fields.keySet()) {
            if (!read.contains(name)) {
                throw new IllegalArgumentException("there is no field '" + name + "' in this command, expected only "
                        + read.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }
}
