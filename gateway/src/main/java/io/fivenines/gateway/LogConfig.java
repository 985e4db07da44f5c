package io.fivenines.gateway;

/** How this process tells what it does. */
record LogConfig(Format format, Level level) {
    static final LogConfig DEFAULT = new LogConfig(Format.TEXT, Level.INFO);

    enum Format {
        /** For people. */
        TEXT,
        /** One object a line, for machines. */
        JSON
    }

    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
