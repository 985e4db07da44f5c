package io.fivenines.coordinator.uptime;

/** How much of a time something was up, down, and not known about. */
public record Coverage(long upMs, long downMs, long unknownMs) {
    public static final Coverage NONE = new Coverage(0, 0, 0);

    public Coverage plus(Coverage other) {
        return new Coverage(upMs + other.upMs, downMs + other.downMs, unknownMs + other.unknownMs);
    }

    Coverage plus(Stretch stretch) {
        return switch (stretch.state()) {
            case UP -> new Coverage(upMs + stretch.ms(), downMs, unknownMs);
            case DOWN -> new Coverage(upMs, downMs + stretch.ms(), unknownMs);
            case UNKNOWN -> new Coverage(upMs, downMs, unknownMs + stretch.ms());
        };
    }
}
