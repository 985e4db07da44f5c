package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.Light;

/**
 * What one observer makes of its attempts to reach a datacenter as a tracker would. A datacenter is reached if one of
 * its public addresses accepts.
 */
public final class Reach {
    private final int redTries;
    private final int greenTries;
    private int missed;
    private int reached;

    /**
     * @param redTries so many failures in a row make it red
     * @param greenTries so many successes in a row make it green
     */
    public Reach(int redTries, int greenTries) {
        if (redTries < 1 || greenTries < 1) {
            throw new IllegalArgumentException(
                    "red after " + redTries + " and green after " + greenTries + " tries, expected at least 1 of each");
        }
        this.redTries = redTries;
        this.greenTries = greenTries;
    }

    public void onReached() {
        missed = 0;
        reached = Math.min(greenTries, reached + 1);
    }

    public void onMissed() {
        reached = 0;
        missed = Math.min(redTries, missed + 1);
    }

    public Light light() {
        if (missed == redTries) {
            return Light.RED;
        }
        return reached == greenTries ? Light.GREEN : Light.YELLOW;
    }
}
