package io.fivenines.coordinator.uptime.availability;

/**
 * Where a figure is from.
 *
 * @param measured by us, as opposed to assumed or promised by somebody
 */
public record Source(boolean measured, String words) {
    public static final Source ASSUMED = new Source(false, "assumed");
}
