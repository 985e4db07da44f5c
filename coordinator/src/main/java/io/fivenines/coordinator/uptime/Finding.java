package io.fivenines.coordinator.uptime;

/**
 * How one step of a round went.
 *
 * @param ms how long it took
 * @param words what was wrong, "" if nothing
 */
public record Finding(Step step, boolean well, int ms, String words) {
    private static final int WORDS_MAX = 300;

    public Finding {
        if (step == null || ms < 0) {
            throw new IllegalArgumentException("step " + step + " of " + ms + " ms, expected a step of 0 ms or more");
        }
        words = words == null ? "" : words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) : words;
    }
}
