package io.fivenines.coordinator;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under heads, each column as wide as its widest cell. */
final class Table {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    /** Another row, of as many cells as there are heads. */
    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintStream out) {
        int last = rows.get(0).size() - 1;
        int[] widths = IntStream.range(0, last)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < last; column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + GAP));
            }
            out.println(line.append(row.get(last)).toString().stripTrailing());
        }
    }
}
