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
 *
 * <ul>
 *   <li>its number, {@code 66} or {@code 0x42}; where the meaning depends on the length in bytes, {@code 66/2}
 *   <li>the parameter, a member of a family by its number: {@code din.1}
 *   <li>the kind: {@code u}nsigned, {@code s}igned, {@code b}oolean, {@code p}air, {@code t}ext, he{@code x} or
 *       {@code d}igits
 *   <li>optionally what the raw number is subjected to, in this order: {@code *5}, {@code /1000}, {@code +-40}
 *   <li>optionally raw numbers that are no value: {@code !65535}, {@code !2000-2004}
 *   <li>optionally which piece of a longer text it is, from 0: {@code &1}
 * </ul>
 *
 * <p>Lines that begin with {@code #} are remarks.
 */
public final class ElementTable {
    private static final int LENGTH_MAX = 8;

    /** By length, 0 for those of any; then by number. */
    private final Element[][] elements;

    private final Param unknown;

    private ElementTable(Element[][] elements, Param unknown) {
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
        List<Map<Integer, Element>> found = new ArrayList<>();
        for (int length = 0; length <= LENGTH_MAX; length++) {
            found.add(new TreeMap<>());
        }
        for (String line : lines(resource)) {
            add(found, resource, line);
        }
        return new ElementTable(
                found.stream().map(ElementTable::array).toArray(Element[][]::new), Param.named(unknown));
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

    private static Element[] array(Map<Integer, Element> found) {
        Element[] table =
                new Element[found.keySet().stream().mapToInt(id -> id + 1).max().orElse(0)];
        found.forEach((id, element) -> table[id] = element);
        return table;
    }

    private static void add(List<Map<Integer, Element>> found, String resource, String line) {
        try {
            String[] cells = line.split("\t");
            String[] key = cells[0].split("/", 2);
            int length = key.length == 1 ? 0 : Integer.parseInt(key[1]);
            if (found.get(length).put(Integer.decode(key[0]), parse(cells)) != null) {
                throw new IllegalArgumentException("the element stands in the table twice");
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
        int piece = 0;
        List<String> voids = new ArrayList<>();
        for (int i = 3; i < cells.length; i++) {
            String value = cells[i].substring(1);
            switch (cells[i].charAt(0)) {
                case '*' -> multiplier = Double.parseDouble(value);
                case '/' -> divisor = Double.parseDouble(value);
                case '+' -> offset = Double.parseDouble(value);
                case '!' -> voids.add(value);
                case '&' -> piece = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("'" + cells[i] + "', expected *n, /n, +n, !n or &n");
            }
        }
        Param param = Param.named(name);
        return new Element(param, number, kind(cells[2]), multiplier, divisor, offset, new Voids(voids), piece);
    }

    private static Element.Kind kind(String cell) {
        return switch (cell) {
            case "u" -> Element.Kind.UNSIGNED;
            case "s" -> Element.Kind.SIGNED;
            case "b" -> Element.Kind.BOOLEAN;
            case "p" -> Element.Kind.PAIR;
            case "t" -> Element.Kind.TEXT;
            case "x" -> Element.Kind.HEX;
            case "d" -> Element.Kind.DIGITS;
            default -> throw new IllegalArgumentException("kind '" + cell + "', expected u, s, b, p, t, x or d");
        };
    }

    /** What the element means, whatever its length, or null where the table does not say. */
    public Element find(int id) {
        return find(id, 0);
    }

    /** What the element means where it is so many bytes long, or null where the table does not say. */
    public Element find(int id, int octets) {
        Element exact = octets > LENGTH_MAX ? null : at(id, octets);
        return exact == null ? at(id, 0) : exact;
    }

    private Element at(int id, int octets) {
        Element[] ofLength = elements[octets];
        return id >= 0 && id < ofLength.length ? ofLength[id] : null;
    }

    /** Puts a number: under its meaning, or by the element's number where it has none. */
    public void put(Sink out, int id, long raw, int octets) {
        Element element = find(id, octets);
        if (element == null || !element.put(out, raw, octets)) {
            out.put(unknown, id, raw);
        }
    }

    /** Puts a number as {@link #put(Sink, int, long, int)} does; one that belongs to a text is gathered instead. */
    public void put(Sink out, int id, long raw, int octets, Pieces texts) {
        Element element = find(id, octets);
        if (element == null || !texts.add(element, raw, octets)) {
            put(out, id, raw, octets);
        }
    }

    /** The family that keeps elements by their number. */
    public Param unknown() {
        return unknown;
    }
}
