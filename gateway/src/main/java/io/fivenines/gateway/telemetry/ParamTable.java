package io.fivenines.gateway.telemetry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** params.tsv, read once; a line that is wrong ends the start, because ids are stored for ever. */
final class ParamTable {
    static final Map<String, Param> BY_NAME = load();
    static final Param[] BY_ID = byId();
    /** By hash of the name, the next free place taken; at most half full. */
    private static final Param[] BY_HASH = byHash();

    private ParamTable() {}

    private static Map<String, Param> load() {
        Map<String, Param> params = new LinkedHashMap<>();
        try (InputStream in = ParamTable.class.getResourceAsStream("params.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    Param param = parse(line);
                    if (params.put(param.name(), param) != null) {
                        throw new IllegalStateException("params.tsv declares '" + param.name() + "' twice");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read params.tsv", e);
        }
        return Collections.unmodifiableMap(params);
    }

    private static Param parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 7) {
            throw new IllegalStateException(
                    "params.tsv line '" + line + "' has " + cells.length + " cells, expected 7 separated by tabs");
        }
        Param.Type type = Param.Type.valueOf(cells[2].toUpperCase(Locale.ROOT));
        double[] range = {
            limit(cells[4], Double.NEGATIVE_INFINITY), limit(cells[5], Double.POSITIVE_INFINITY),
        };
        return new Param(Integer.parseInt(cells[0]), cells[1], type, cells[3], range, cells[6]);
    }

    private static double limit(String cell, double none) {
        return cell.isEmpty() ? none : Double.parseDouble(cell);
    }

    private static Param[] byId() {
        int max = BY_NAME.values().stream().mapToInt(Param::id).max().orElse(0);
        Param[] table = new Param[max + 1];
        for (Param param : BY_NAME.values()) {
            if (table[param.id()] != null) {
                throw new IllegalStateException(
                        "params.tsv gives id " + param.id() + " to '" + table[param.id()] + "' and to '" + param + "'");
            }
            table[param.id()] = param;
        }
        return table;
    }

    private static Param[] byHash() {
        Param[] table = new Param[4 * Integer.highestOneBit(BY_NAME.size())];
        for (Param param : BY_NAME.values()) {
            int i = param.name().hashCode() & table.length - 1;
            while (table[i] != null) {
                i = i + 1 & table.length - 1;
            }
            table[i] = param;
        }
        return table;
    }

    /** The parameter of the name's first characters and the last one, unless that is 0; or null. No allocation. */
    static Param find(CharSequence name, int length, char last) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + name.charAt(i);
        }
        hash = last == 0 ? hash : 31 * hash + last;
        int i = hash & BY_HASH.length - 1;
        while (BY_HASH[i] != null && !is(BY_HASH[i].name(), name, length, last)) {
            i = i + 1 & BY_HASH.length - 1;
        }
        return BY_HASH[i];
    }

    private static boolean is(String known, CharSequence name, int length, char last) {
        if (known.length() != (last == 0 ? length : length + 1) || last != 0 && known.charAt(length) != last) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
