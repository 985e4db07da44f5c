package io.fivenines.gateway.telemetry;

import java.util.HexFormat;
import java.util.Map;

/** What a tracker can be told to do, whatever it speaks. A value out of its range is refused, naming both. */
public sealed interface Command {
    CommandType type();

    /** As JSON writes it, {@code type} first; what {@link #of} reads. */
    Map<String, Object> fields();

    /**
     * Reads {@code {"type":"output","number":1,"on":true}} and its like.
     *
     * @param fields as parsed from JSON: text, Boolean, Number
     * @throws IllegalArgumentException naming what is wrong, then ", expected " and what would be right
     */
    static Command of(Map<String, ?> fields) {
        CommandFields read = new CommandFields(fields);
        Command command = switch (read.type()) {
            case RAW -> new Raw(read.text("hex"));
            case TEXT -> new Text(read.text("text"));
            case OUTPUT -> new Output(read.number("number"), read.truth("on"));
            case POSITION -> new PositionRequest();
            case INTERVAL -> new Interval(read.number("seconds"));
            case REBOOT -> new Reboot();
        };
        read.refuseUnknown();
        return command;
    }

    /** Bytes that go out as they are, of whatever protocol; two hexadecimal digits each. */
    record Raw(String hex) implements Command {
        public static final int BYTES_MAX = 4096;

        public Raw {
            if (!hex.matches("([0-9A-Fa-f]{2})*")) {
                throw new IllegalArgumentException("hex is '" + hex + "', expected two hexadecimal digits a byte");
            }
            CommandFields.in("hex", hex.length() / 2, 1, BYTES_MAX, " bytes");
        }

        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public CommandType type() {
            return CommandType.RAW;
        }

        @Override
        public Map<String, Object> fields() {
            return CommandFields.with(type(), "hex", hex);
        }
    }

    /** A command in the tracker's own words, put into a frame of its protocol. */
    record Text(String text) implements Command {
        public static final int LENGTH_MAX = 1024;

        public Text {
            CommandFields.in("text", text.length(), 1, LENGTH_MAX, " characters");
        }

        @Override
        public CommandType type() {
            return CommandType.TEXT;
        }

        @Override
        public Map<String, Object> fields() {
            return CommandFields.with(type(), "text", text);
        }
    }

    /** Switches a digital output. */
    record Output(int number, boolean on) implements Command {
        public static final int NUMBER_MAX = 64;

        public Output {
            CommandFields.in("number", number, 1, NUMBER_MAX, "");
        }

        @Override
        public CommandType type() {
            return CommandType.OUTPUT;
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = CommandFields.with(type(), "number", number);
            fields.put("on", on);
            return fields;
        }
    }

    /** Asks where it is now. */
    record PositionRequest() implements Command {
        @Override
        public CommandType type() {
            return CommandType.POSITION;
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("type", type().label());
        }
    }

    /** Sets how often it reports while it moves. */
    record Interval(int seconds) implements Command {
        public static final int SECONDS_MAX = 30 * 24 * 3600;

        public Interval {
            CommandFields.in("seconds", seconds, 1, SECONDS_MAX, "");
        }

        @Override
        public CommandType type() {
            return CommandType.INTERVAL;
        }

        @Override
        public Map<String, Object> fields() {
            return CommandFields.with(type(), "seconds", seconds);
        }
    }

    record Reboot() implements Command {
        @Override
        public CommandType type() {
            return CommandType.REBOOT;
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("type", type().label());
        }
    }
}
