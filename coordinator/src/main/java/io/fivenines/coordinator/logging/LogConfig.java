package io.fivenines.coordinator.logging;

/** How this process tells what it does. */
public record LogConfig(Format format, Level level) {
    public static final LogConfig DEFAULT = new LogConfig(Format.TEXT, Level.INFO);

    public enum Format {
        /** For people. */
        TEXT,
        /** One object a line, for machines. */
        JSON
    }

    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
