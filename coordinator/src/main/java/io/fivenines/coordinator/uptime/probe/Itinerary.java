package io.fivenines.coordinator.uptime.probe;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Which of a name's addresses a location's rounds go to: one drawn by chance for each interval of the time of day, the
 * same at all locations, so that they see together what is wrong at one of the addresses; but where the last round
 * failed the next one goes again, for as long as the name has that address.
 */
public final class Itinerary {
    private final int intervalMs;
    private String address = "";
    private boolean failed;

    /** @param intervalMs between rounds; locations that are to go together must have the same */
    public Itinerary(int intervalMs) {
        this.intervalMs = intervalMs;
    }

    /**
     * Where the next round goes.
     *
     * @param addresses at least one, in an order that other locations have as well
     * @param dateMs the time of day
     */
    public String next(List<String> addresses, long dateMs) {
        if (!failed || !addresses.contains(address)) {
            SplittableRandom draw = new SplittableRandom(Math.floorDiv(dateMs, intervalMs));
            address = addresses.get(draw.nextInt(addresses.size()));
        }
        return address;
    }

    /** What became of it; of a void round nothing did. */
    public void onRound(boolean failed) {
        this.failed = failed;
    }
}
