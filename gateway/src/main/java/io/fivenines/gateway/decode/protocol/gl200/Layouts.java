package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Fields;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The table {@code gl200.tsv}, read once. */
final class Layouts {
    private static final String TABLE = "gl200.tsv";
    private static final int CODE_LENGTH = 3;

    private final Map<String, Family> named = new HashMap<>();
    private final Family common;
    private final Family wifi;
    private final int[] codes;
    private final Family[] families;

    Layouts() {
        for (String line : ElementTable.lines(TABLE)) {
            try {
                add(line.split("\t", -1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalStateException(TABLE + ": line '" + line + "': " + e.getMessage(), e);
            }
        }
        common = family("*");
        wifi = family("wifi");
        codes = named.keySet().stream()
                .filter(name -> name.length() == CODE_LENGTH && name.equals(name.toUpperCase(Locale.ROOT)))
                .mapToInt(name -> code(name.charAt(0), name.charAt(1), name.charAt(2)))
                .sorted()
                .toArray();
        families = new Family[codes.length];
        named.forEach((name, family) -> {
            if (name.length() == CODE_LENGTH) {
                int at = Arrays.binarySearch(codes, code(name.charAt(0), name.charAt(1), name.charAt(2)));
                if (at >= 0) {
                    families[at] = family;
                }
            }
        });
    }

    private void add(String[] cells) {
        for (String name : cells[0].split(",")) {
            Family family = family(name);
            switch (cells[2]) {
                case "doubt" -> family.doubt();
                case "nameless" -> family.nameless();
                case "fact" -> {
                    for (String fact : cells[3].split(" ")) {
                        family.add(Fact.parse(fact));
                    }
                }
                default -> {
                    Layout.Part part = Layout.Part.valueOf(cells[2].toUpperCase(Locale.ROOT));
                    family.add(Layout.parse(part, cells[1], cells[3], this::family));
                }
            }
        }
    }

    private Family family(String name) {
        return named.computeIfAbsent(name, key -> new Family());
    }

    private static int code(int first, int second, int third) {
        return first << 16 | second << 8 | third;
    }

    /** The family whose three letters stand in a field, the common one where the table has none of that name. */
    Family of(Fields fields, int i, int offset) {
        int code = code(fields.charAt(i, offset), fields.charAt(i, offset + 1), fields.charAt(i, offset + 2));
        int at = Arrays.binarySearch(codes, code);
        return at < 0 ? common : families[at];
    }

    /** What any report may have. */
    Family common() {
        return common;
    }

    /** The list of Wi-Fi stations that may follow a place. */
    Layout wifi() {
        return wifi.layout(-1);
    }
}
