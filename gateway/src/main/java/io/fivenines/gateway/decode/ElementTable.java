package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Param;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A maker's table of numbered elements, a resource beside the protocol: a line an element, cells separated by tabs:
 * id (decimal, or hexadecimal as {@code 0x1F}), parameter (a member of a family by its number, {@code din.1}), kind
 * ({@code u}nsigned, {@code s}igned or {@code b}oolean), and optionally what the raw number is subjected to, in this
 * order: {@code *5}, {@code /1000}, {@code +-40}. Lines that begin with {@code #} are remarks.
 */
public final class ElementTable {
    private final Element[] elements;
    private final Param unknown;

    private ElementTable(Element[] elements, Param unknown) {
        this.elements = elements;
        this.unknown = unknown;
    }

    /**
     * Reads a table.
     *
     * @param resource the file's name, in the folder {@code decode/protocol}
     * @param unknown the numbered family that keeps what the table does not know, {@code teltonika.io.#}
     * @throws IllegalStateException if a line is wrong, naming it
     */
    public static ElementTable load(String resource, String unknown) {
        TreeMap<Integer, Element> found = new TreeMap<>();
        for (String line : lines(resource)) {
            add(found, resource, line);
        }
        Element[] table = new Element[found.isEmpty() ? 0 : found.lastKey() + 1];
        found.forEach((id, element) -> table[id] = element);
        return new ElementTable(table, Param.named(unknown));
    }

    /**
     * The lines of a table in the folder {@code decode/protocol}, without the empty ones and the remarks: for protocols
     * whose tables have a form of their own.
     */
    public static List<String> lines(String resource) {
        List<String> found = new ArrayList<>();
        try (InputStream in = ElementTable.class.getResourceAsStream("protocol/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("no element table '" + resource + "' in decode/protocol");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    found.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read element table '" + resource + "'", e);
        }
        return found;
    }

    private static void add(Map<Integer, Element> found, String resource, String line) {
        try {
            String[] cells = line.split("\t");
            if (found.put(Integer.decode(cells[0]), parse(cells)) != null) {
                throw new IllegalArgumentException("the id stands in the table twice");
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(resource + ": line '" + line + "': " + e.getMessage(), e);
        }
    }

    private static Element parse(String[] cells) {
        String name = cells[1];
        int number = -1;
        int dot = name.lastIndexOf('.');
        if (dot > 0 && name.substring(dot + 1).matches("\\d+")) {
            number = Integer.parseInt(name.substring(dot + 1));
            name = name.substring(0, dot) + ".#";
        }
        double multiplier = 1;
        double divisor = 1;
        double offset = 0;
        for (int i = 3; i < cells.length; i++) {
            double value = Double.parseDouble(cells[i].substring(1));
            switch (cells[i].charAt(0)) {
                case '*' -> multiplier = value;
                case '/' -> divisor = value;
                case '+' -> offset = value;
                default -> throw new IllegalArgumentException("'" + cells[i] + "', expected *n, /n or +n");
            }
        }
        return new Element(Param.named(name), number, kind(cells[2]), multiplier, divisor, offset);
    }

    private static Element.Kind kind(String cell) {
        return switch (cell) {
            case "u" -> Element.Kind.UNSIGNED;
            case "s" -> Element.Kind.SIGNED;
            case "b" -> Element.Kind.BOOLEAN;
            default -> throw new IllegalArgumentException("kind '" + cell + "', expected u, s or b");
        };
    }

    /** What the element means, or null where the table does not say. */
    public Element find(int id) {
        return id >= 0 && id < elements.length ? elements[id] : null;
    }

    /** Puts an element: under its meaning, or by its number where it has none. */
    public void put(Sink out, int id, long raw, int octets) {
        Element element = find(id);
        if (element == null) {
            out.put(unknown, id, raw);
        } else {
            element.put(out, raw, octets);
        }
    }

    /** The family that keeps elements by their number. */
    public Param unknown() {
        return unknown;
    }
}
