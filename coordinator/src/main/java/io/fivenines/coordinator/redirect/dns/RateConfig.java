package io.fivenines.coordinator.redirect.dns;

/**
 * How many UDP answers go to one network (an IPv4 /24, an IPv6 /56), so that nobody is flooded in a forged name.
 *
 * @param perSecond answers, 0 for no limit; as many may come at once
 * @param slip every how manieth answer above it is sent truncated, so that an honest resolver comes again over TCP; 0
 *     for none
 */
public record RateConfig(int perSecond, int slip) {
    public static final RateConfig DEFAULT = new RateConfig(200, 2);

    public RateConfig {
        if (perSecond < 0 || perSecond > 1_000_000) {
            throw new IllegalArgumentException("perSecond " + perSecond + ", expected 0 (no limit) to 1000000");
        }
        if (slip < 0 || slip > 10) {
            throw new IllegalArgumentException("slip " + slip + ", expected 0 (none) to 10");
        }
    }
}
