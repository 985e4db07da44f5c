package io.fivenines.gateway.telemetry;

import java.util.Locale;

/** The families of commands, see {@link Command}. */
public enum CommandType {
    RAW,
    TEXT,
    OUTPUT,
    POSITION,
    INTERVAL,
    REBOOT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As JSON writes it. */
    public String label() {
        return label;
    }
}
