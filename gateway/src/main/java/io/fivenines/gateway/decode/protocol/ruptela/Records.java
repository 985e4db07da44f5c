package io.fivenines.gateway.decode.protocol.ruptela;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Records, classic (command 1) and extended (68).
 *
 * <pre>
 * 0    4        5    6        7         11       15       17    19         20    22   23    24
 * +----+--------+----+--------+---------+--------+--------+-----+----------+-----+----+-----+--------+
 * |time|sequence|part|priority|longitude|latitude|altitude|angle|satellites|speed|HDOP|event|elements|
 * +----+--------+----+--------+---------+--------+--------+-----+----------+-----+----+-----+--------+
 *                 -                                                                   1, 2
 * </pre>
 *
 * <p>The part is of extended records only, whose numbers of events and elements have two bytes instead of one. Degrees
 * come as 1e-7, metres and HDOP in tenths, the angle in hundredths. Elements stand in groups by their length of 1, 2, 4
 * and 8 bytes, each with a count before it.
 *
 * <p>A record with more elements than fit is sent in several, alike up to the elements but for the part: its high half
 * byte is the number of parts less one, the low one which it is, from 0. Classic records have it in the sequence: 100
 * and two such decimal digits. They become one message here: of the first that a packet has, with the elements of the
 * others.
 */
final class Records {
    static final Records CLASSIC = new Records(1, 1, -1);
    static final Records EXTENDED = new Records(68, 2, 5);

    private static final ElementTable ELEMENTS = ElementTable.load("ruptela.tsv", "ruptela.io.#");
    private static final Param SEQUENCE = Param.named("record.sequence");
    private static final Param PRIORITY = Param.named("event.priority.enum");
    private static final Param EVENT = Param.named("event.enum");

    private static final int ELEMENT_MAX = 8;
    private static final int SEQUENCE_AT = 4;
    private static final int CLASSIC_PART = 100;
    private static final int CLASSIC_PART_MAX = 199;

    /** What becomes of a record among those of its packet. */
    private enum Place {
        FIRST,
        FURTHER,
        REPEATED
    }

    private final int command;
    private final int idOctets;
    /** Where the part stands, as a byte of its own, or -1. */
    private final int extension;

    private final int head;

    private Records(int command, int idOctets, int extension) {
        this.command = command;
        this.idOctets = idOctets;
        this.extension = extension;
        head = 22 + (extension < 0 ? 0 : 1) + idOctets;
    }

    /** Reads the records from how many are left in the tracker on, to the frame's end. */
    Verdict read(Frame frame, Sink out) {
        frame.u8();
        int count = frame.u8();
        int first = frame.offset();
        int at = first;
        for (int i = 0; i < count && at >= 0; i++) {
            at = end(frame, at);
        }
        if (at < 0 || frame.truncated()) {
            return Verdict.TRUNCATED;
        }
        at = first;
        for (int i = 0; i < count; i++) {
            Place place = place(frame, first, at);
            if (place != Place.FURTHER) {
                message(frame, at, out);
                if (place == Place.FIRST) {
                    further(frame, first, at, count - i - 1, out);
                }
                frame.pieces().flush(out);
            }
            at = end(frame, at);
        }
        return Passage.bytes(frame.seek(at), command, out);
    }

    /** Where the record ends that begins at an offset, -1 if not within the frame. */
    private int end(Frame frame, int from) {
        int at = from + head;
        for (int octets = 1; octets <= ELEMENT_MAX; octets *= 2) {
            int count = frame.at(at);
            if (count < 0) {
                return -1;
            }
            at += 1 + count * (idOctets + octets);
        }
        return at > frame.length() ? -1 : at;
    }

    /** Two records are parts of one if they are so and are alike; a part that was there already is none. */
    private Place place(Frame frame, int first, int record) {
        Place place = Place.FIRST;
        for (int at = first; at < record && parts(frame, record) > 1; at = end(frame, at)) {
            if (alike(frame, at, record)) {
                if (frame.at(at + part()) == frame.at(record + part())) {
                    return Place.REPEATED;
                }
                place = Place.FURTHER;
            }
        }
        return place;
    }

    /** In how many parts the record came. */
    private int parts(Frame frame, int record) {
        int octet = frame.at(record + part());
        if (extension >= 0) {
            return (octet >> 4) + 1;
        }
        return isPart(octet) ? (octet - CLASSIC_PART) / 10 + 1 : 1;
    }

    /** Where in a record the byte stands in which its parts differ. */
    private int part() {
        return extension < 0 ? SEQUENCE_AT : extension;
    }

    private static boolean isPart(int sequence) {
        return sequence >= CLASSIC_PART && sequence <= CLASSIC_PART_MAX;
    }

    private boolean alike(Frame frame, int one, int other) {
        for (int i = 0; i < head; i++) {
            if (i != part() && frame.at(one + i) != frame.at(other + i)) {
                return false;
            }
        }
        return parts(frame, one) == parts(frame, other);
    }

    private void message(Frame frame, int record, Sink out) {
        frame.seek(record);
        out.message(frame.u32() * 1000);
        int sequence = frame.u8();
        if (sequence > 0 && (extension >= 0 || !isPart(sequence))) {
            out.put(SEQUENCE, sequence);
        }
        frame.skip(extension < 0 ? 0 : 1);
        out.put(PRIORITY, frame.u8());
        Fix.read(frame, out);
        out.put(EVENT, frame.unsigned(idOctets));
        elements(frame, out);
    }

    /** Puts the elements of the further parts of the record. */
    private void further(Frame frame, int first, int record, int count, Sink out) {
        int at = record;
        for (int i = 0; i < count && parts(frame, record) > 1; i++) {
            at = end(frame, at);
            if (alike(frame, record, at) && place(frame, first, at) == Place.FURTHER) {
                elements(frame.seek(at + head), out);
            }
        }
    }

    private void elements(Frame frame, Sink out) {
        for (int octets = 1; octets <= ELEMENT_MAX; octets *= 2) {
            for (int left = frame.u8(); left > 0; left--) {
                int id = (int) frame.unsigned(idOctets);
                ELEMENTS.put(out, id, frame.unsigned(octets), octets, frame.pieces());
            }
        }
    }
}
