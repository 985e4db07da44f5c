package io.fivenines.benchmarks.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a spectator can choose. */
final class Menu {
    private Menu() {}

    /** What a line asks for. */
    sealed interface Choice {
        record Break(Act act) implements Choice {}

        record State() implements Choice {}

        record Quit() implements Choice {}

        record Unclear(String complaint) implements Choice {}
    }

    static String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Act.ALL.size(); i++) {
            text.append("  ")
                    .append(i + 1)
                    .append("  ")
                    .append(Act.ALL.get(i).title())
                    .append('\n');
        }
        return text.append("  s  how everything stands\n  q  quit").toString();
    }

    /** @param line null at the end of the input */
    static Choice parse(String line) {
        String word = line == null ? "q" : line.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "q", "quit" -> new Choice.Quit();
            case "s", "" -> new Choice.State();
            default -> act(word);
        };
    }

    private static Choice act(String word) {
        for (int i = 0; i < Act.ALL.size(); i++) {
            Act act = Act.ALL.get(i);
            if (word.equals("" + (i + 1)) || word.equals(act.key())) {
                return new Choice.Break(act);
            }
        }
        return new Choice.Unclear("'" + word + "', expected 1 to " + Act.ALL.size() + ", s or q");
    }

    /** The acts of a script, such as {@code kill-gateway,cut-uplink}. */
    static List<Act> script(String text) {
        List<Act> acts = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            acts.add(Act.ALL.stream()
                    .filter(act -> act.key().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--script has '" + word + "', expected some of "
                            + String.join(",", Act.ALL.stream().map(Act::key).toList()))));
        }
        return acts;
    }
}
