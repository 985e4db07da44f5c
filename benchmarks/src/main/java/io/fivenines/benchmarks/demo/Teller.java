package io.fivenines.benchmarks.demo;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Tells the spectator what happens, and when. */
final class Teller {
    private static final int WIDTH = 100;
    private static final String INDENT = "           ";

    private final PrintStream out;
    private final LongSupplier elapsedMs;

    Teller(PrintStream out, LongSupplier elapsedMs) {
        this.out = out;
        this.elapsedMs = elapsedMs;
    }

    double elapsedSeconds() {
        return elapsedMs.getAsLong() / 1000.0;
    }

    void say(String said) {
        String prefix = String.format("[%6.1f s] ", elapsedSeconds());
        for (String line : said.split("\n", -1)) {
            for (String part : wrapped(line)) {
                out.println(prefix + part);
                prefix = INDENT;
            }
        }
    }

    /** Lines as they are. */
    void show(String text) {
        out.println(text);
    }

    private static String[] wrapped(String line) {
        StringBuilder all = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                all.append('\n');
                column = 0;
            } else if (all.length() > 0) {
                all.append(' ');
                column++;
            }
            all.append(word);
            column += word.length();
        }
        return all.toString().split("\n", -1);
    }
}
