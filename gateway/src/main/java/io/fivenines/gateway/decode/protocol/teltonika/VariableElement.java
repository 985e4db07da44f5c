package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.Element;
import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * An element that tells its length: a text, a list of beacons, bytes.
 *
 * <pre>
 * 0      2      4
 * +------+------+-----+
 * |number|length|bytes|
 * +------+------+-----+
 * </pre>
 */
final class VariableElement {
    private static final int BEACON_LIST = 385;
    private static final int ADVANCED_BEACON_LIST = 548;
    private static final int SENSOR_LIST_FIRST = 10828;
    private static final int SENSOR_LIST_LAST = 10831;
    private static final int SENSOR_LIST_OF_TRACKER = 11317;

    private static final Param DATA = Param.named("teltonika.data.*");
    /** Bytes a value takes: twice as many characters in hex are the most a text may have. */
    static final int PIECE = 512;

    private VariableElement() {}

    /**
     * Puts the element whose length comes next.
     *
     * @param beacons how many beacons the record had so far
     * @return how many it has now
     */
    static int put(Frame frame, ElementTable table, int id, int beacons, Sink out) {
        int was = frame.narrow(frame.u16());
        int known = beacons;
        if (id == BEACON_LIST) {
            known = Beacons.list(frame, known, out);
        } else if (id == ADVANCED_BEACON_LIST
                || id == SENSOR_LIST_OF_TRACKER
                || id >= SENSOR_LIST_FIRST && id <= SENSOR_LIST_LAST) {
            known = Beacons.tagged(frame, id, known, out);
        } else {
            value(frame, table.find(id), out);
        }
        if (frame.remaining() > 0) {
            bytes(frame, id, out);
        }
        frame.widen(was);
        return known;
    }

    private static void value(Frame frame, Element element, Sink out) {
        int length = frame.remaining();
        if (element == null || length > PIECE) {
            return;
        }
        if (element.kind() == Element.Kind.HEX) {
            element.put(out, frame.hexText(length));
        } else if (element.kind() == Element.Kind.TEXT) {
            int trimmed = trimmed(frame);
            if (trimmed > 0) {
                element.put(out, frame.text(trimmed));
            }
            frame.skip(frame.remaining());
        }
    }

    /** The length of the text that comes, without the blanks and zeros that fill it up. */
    static int trimmed(Frame frame) {
        int length = frame.remaining();
        while (length > 0 && frame.at(frame.offset() + length - 1) <= ' ') {
            length--;
        }
        return length;
    }

    /** Keeps the bytes that are left under the element's number, in pieces where they are many. */
    private static void bytes(Frame frame, int id, Sink out) {
        if (frame.remaining() <= PIECE) {
            out.put(AvlRecords.IO, id, frame.hexText(frame.remaining()));
            return;
        }
        for (int offset = 0; frame.remaining() > 0; offset += PIECE) {
            out.put(DATA, id + "." + offset, frame.hexText(Math.min(PIECE, frame.remaining())));
        }
    }
}
