package io.fivenines.gateway.decode.protocol.atrack;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;
import java.util.List;

/**
 * A value that the operator asked for with AT$FORM, from the table {@code atrack.tsv}: its key, how it is sent in
 * bytes, its parameter and optionally by what it is multiplied and what is added. In bytes {@code u1} to {@code u4}
 * and {@code s1} to {@code s4} are numbers, {@code b1} is on or off, {@code d8} an identity of digits, {@code z} a text
 * that ends with 0, {@code x60} bytes. Where it has no parameter, the value is kept under its key.
 *
 * @param octets 0 for a text that ends with 0
 * @param number the member of a numbered family, -1 where the parameter is none
 */
record CustomField(
        String name, long key, char kind, int octets, Param param, int number, double factor, double offset) {
    private static final Param UNNAMED = Param.named("atrack.param.*");
    private static final CustomField[] ALL = load();

    private static CustomField[] load() {
        List<String> lines = ElementTable.lines("atrack.tsv");
        CustomField[] found = new CustomField[lines.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = parse(lines.get(i).split("\t"));
        }
        return found;
    }

    private static CustomField parse(String[] cells) {
        long key = 0;
        for (int i = 0; i < cells[0].length(); i++) {
            key = key << 8 | cells[0].charAt(i);
        }
        String name = cells.length > 2 ? cells[2] : UNNAMED.name();
        int dot = name.lastIndexOf('.');
        boolean member = name.substring(dot + 1).matches("\\d+");
        int number = member ? Integer.parseInt(name.substring(dot + 1)) : -1;
        Param param = Param.named(member ? name.substring(0, dot) + ".#" : name);
        int octets = cells[1].length() > 1 ? Integer.parseInt(cells[1].substring(1)) : 0;
        double factor = cells.length > 3 ? Double.parseDouble(cells[3]) : 1;
        double offset = cells.length > 4 ? Double.parseDouble(cells[4]) : 0;
        return new CustomField(cells[0], key, cells[1].charAt(0), octets, param, number, factor, offset);
    }

    /** The field whose key has these characters, a byte each; null where the table has none. */
    static CustomField find(long key) {
        for (CustomField field : ALL) {
            if (field.key == key) {
                return field;
            }
        }
        return null;
    }

    /** Puts the values behind the form at the cursor, up to the first that the table does not have. */
    static void putAll(Frame frame, Sink out) {
        int form = frame.offset() + "%CI".length();
        int end = frame.find(0, form);
        if (end < 0) {
            frame.skip(frame.remaining() + 1);
            return;
        }
        frame.seek(end + 1);
        long key = 0;
        for (int i = form + 1; i <= end; i++) {
            int c = frame.at(i);
            if (c > ' ' && c != '%') {
                key = key << 8 | c;
            } else if (key != 0) {
                CustomField field = find(key);
                if (field == null) {
                    return;
                }
                field.put(frame, out);
                key = 0;
            }
        }
    }

    private void put(Frame frame, Sink out) {
        if (octets == 0) {
            int stop = frame.find(0, frame.offset());
            int length = stop < 0 ? frame.remaining() + 1 : stop - frame.offset();
            putText(frame.text(length), out);
            frame.skip(1);
        } else if (kind == 'x') {
            putText(frame.hexText(octets), out);
        } else if (kind == 'd') {
            putText(frame.decimalText(octets, 1), out);
        } else {
            long raw = frame.unsigned(octets);
            long whole = kind == 's' ? raw << 64 - 8 * octets >> 64 - 8 * octets : raw;
            putNumber((double) whole, out);
        }
    }

    /** Puts a field of a text, of which only the first characters belong to the value. */
    void put(Fields fields, int i, int length, Sink out) {
        if (octets == 0 || kind == 'x' || kind == 'd') {
            putText(fields.text(i, 0, length), out);
        } else if (fields.isReal(i, 0, length)) {
            putNumber(fields.real(i, 0, length), out);
        }
    }

    private void putText(CharSequence text, Sink out) {
        if (text.length() == 0) {
            return;
        }
        if (param == UNNAMED) {
            out.put(param, name, text);
        } else if (number < 0) {
            out.put(param, text);
        } else {
            out.put(param, number, text);
        }
    }

    private void putNumber(double raw, Sink out) {
        double value = raw * factor + offset;
        if (kind == 'b') {
            putSwitch(raw > 0, out);
        } else if (param == UNNAMED) {
            out.put(param, name, value);
        } else if (number < 0) {
            out.put(param, value);
        } else {
            out.put(param, number, value);
        }
    }

    /** An alarm that is not on is none. */
    private void putSwitch(boolean on, Sink out) {
        if (number >= 0) {
            out.put(param, number, on);
        } else if (on || !param.name().startsWith("alarm.")) {
            out.put(param, on);
        }
    }
}
