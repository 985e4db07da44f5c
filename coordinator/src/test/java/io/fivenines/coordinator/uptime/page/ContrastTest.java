package io.fivenines.coordinator.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast by WCAG 2.2: 4.5 for text, 3 for what is drawn. */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double DRAWN = 3;

    private static Map<String, String> colours(String block) {
        Map<String, String> colours = new TreeMap<>();
        Matcher found = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6})").matcher(block);
        while (found.find()) {
            colours.put(found.group(1), found.group(2));
        }
        return colours;
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double ratio(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static void holds(Map<String, String> colours, String front, String ground, double least) {
        assertThat(colours).containsKeys(front, ground);
        assertThat(ratio(colours.get(front), colours.get(ground)))
                .as("%s %s on %s %s", front, colours.get(front), ground, colours.get(ground))
                .isGreaterThanOrEqualTo(least);
    }

    @Test
    void shouldKnowBlackOnWhite() {
        assertThat(ratio("#000000", "#ffffff")).isEqualTo(21);
        assertThat(ratio("#777777", "#ffffff")).isBetween(4.47, 4.49);
    }

    @Test
    void shouldBeReadableInLightAndDark() {
        String[] schemes = Frame.style().split("prefers-color-scheme: dark", 2);
        for (String scheme : schemes) {
            Map<String, String> colours = colours(scheme);
            assertThat(colours).hasSize(13);
            for (String front : List.of("text", "soft", "link", "up", "down", "unknown")) {
                holds(colours, front, "ground", TEXT);
                holds(colours, front, "raised", TEXT);
            }
            holds(colours, "plot", "ground", DRAWN);
            holds(colours, "bar-down", "ground", DRAWN);
            holds(colours, "bar-unknown", "ground", DRAWN);
            // What red and grey stand on; the bar itself says nothing that they and the table do not.
            holds(colours, "bar-down", "bar", 1.5);
        }
    }

    @Test
    void shouldBeReadableOnTheBadge() {
        for (State state : State.values()) {
            assertThat(ratio(Badge.LETTERS, Badge.colour(state))).isGreaterThanOrEqualTo(TEXT);
        }
        assertThat(ratio(Badge.LETTERS, Badge.LEFT_GROUND)).isGreaterThanOrEqualTo(TEXT);
    }
}
