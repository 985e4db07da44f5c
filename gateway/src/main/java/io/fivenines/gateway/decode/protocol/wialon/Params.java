package io.fivenines.gateway.decode.protocol.wialon;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The additional parameters of a record, {@code name:type:value} parted by commas; type 1 is a whole number, 2 a real
 * one, 3 a text, in which commas and colons occur. The names are the tracker's own; only those the maker's document
 * fixes are translated.
 */
final class Params {
    private static final Param OWN = Param.named("wialon.param.*");
    private static final Param SOS = Param.named("alarm.sos");
    private static final String[] CELL_NAMES = {"mcc", "mnc", "lac", "cell_id", "wifi_rssi_"};
    private static final Param[] CELLS = {
        Param.named("gsm.cell.mcc.#"),
        Param.named("gsm.cell.mnc.#"),
        Param.named("gsm.cell.lac.#"),
        Param.named("gsm.cell.cellid.#"),
        Param.named("wifi.signal.dbm.#"),
    };
    private static final String MAC_NAME = "wifi_mac_";
    private static final Param MAC = Param.named("wifi.mac.#");

    private final Utf8Text name = new Utf8Text();
    private final Utf8Text value = new Utf8Text();

    /** Puts the parameters that stand between two offsets. */
    void put(Frame frame, int from, int to, Sink out) {
        for (int at = from; at < to; ) {
            int next = at + 1;
            while (next < to && !(frame.at(next) == ',' && colon(frame, next + 1, to) > 0)) {
                next++;
            }
            int colon = colon(frame, at, to);
            if (colon > 0) {
                putOne(frame, at, colon, next, out);
            }
            at = next + 1;
        }
    }

    /** Where the colon before the type stands if a parameter begins here, else -1. */
    private static int colon(Frame frame, int from, int to) {
        for (int i = from; i + 2 < to && frame.at(i) != ','; i++) {
            if (frame.at(i) == ':') {
                boolean typed = frame.at(i + 1) >= '1' && frame.at(i + 1) <= '9' && frame.at(i + 2) == ':';
                return typed && i > from ? i : -1;
            }
        }
        return -1;
    }

    private void putOne(Frame frame, int from, int colon, int to, Sink out) {
        int start = colon + 3;
        Fields field = frame.seek(start).split(to - start, '\n');
        boolean number = frame.at(colon + 1) != '3' && field.isReal(0);
        if (number && translate(frame, from, colon, field, out)) {
            return;
        }
        name.of(frame, from, colon);
        if (isMac(frame, from, colon)) {
            out.put(MAC, number(frame, from + MAC_NAME.length(), colon), field.text(0));
        } else if (number && frame.find('.', start) < 0 || number && frame.find('.', start) >= to) {
            out.put(OWN, name, field.integer(0));
        } else if (number) {
            out.put(OWN, name, field.real(0));
        } else {
            out.put(OWN, name, value.of(frame, start, to));
        }
    }

    private static boolean translate(Frame frame, int from, int colon, Fields field, Sink out) {
        if (colon - from == 3 && frame.has(from, "SOS")) {
            out.put(SOS, field.real(0) != 0);
            return true;
        }
        for (int i = 0; i < CELLS.length; i++) {
            int length = CELL_NAMES[i].length();
            if (frame.has(from, CELL_NAMES[i]) && number(frame, from + length, colon) >= 0) {
                out.put(CELLS[i], number(frame, from + length, colon), (long) field.real(0));
                return true;
            }
        }
        return false;
    }

    private static boolean isMac(Frame frame, int from, int colon) {
        return frame.has(from, MAC_NAME) && number(frame, from + MAC_NAME.length(), colon) >= 0;
    }

    /** The number a name ends in, at most three digits, or -1. */
    private static int number(Frame frame, int from, int to) {
        int number = to > from && to - from <= 3 ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = frame.at(i) - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }
}
