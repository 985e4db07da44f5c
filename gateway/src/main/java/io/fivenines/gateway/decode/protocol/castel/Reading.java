package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Readings of the vehicle's bus: first their numbers, then their values, whose lengths the numbers imply.
 *
 * <pre>
 * count u8 | numbers, u16 each | (groups u8 | length of a group u8) | values of group 1 | of group 2 ...
 * </pre>
 */
final class Reading {
    private static final int NUMBERS = 0x2200;
    private static final int LONG = 8;
    private static final int TEXT_MAX = 512;

    private static final ElementTable TABLE = ElementTable.load("castel-pid.tsv", "castel.pid.#");
    private static final byte[] LENGTHS = lengths();
    private static final Param LONG_READING = Param.named("castel.pid.long.#");
    private static final Param DATA = Param.named("castel.pid.data");
    private static final Param GROUP = Param.named("message.index");

    private Reading() {}

    private static byte[] lengths() {
        byte[] lengths = new byte[NUMBERS];
        for (String line : ElementTable.lines("castel-lengths.tsv")) {
            String[] cells = line.split("\t");
            for (int i = 1; i < cells.length; i++) {
                String[] range = cells[i].split("-");
                int last = Integer.parseInt(range[range.length - 1], 16);
                for (int number = Integer.parseInt(range[0], 16); number <= last; number++) {
                    lengths[number] = Byte.parseByte(cells[0]);
                }
            }
        }
        return lengths;
    }

    /** One group of readings, added to the message. */
    static void putAll(Frame frame, Sink out) {
        int count = frame.u8();
        int numbers = frame.offset();
        frame.skip(2 * count);
        putGroup(frame, numbers, count, out);
    }

    /** Groups of readings: the first is added to the message, each other is a message of its own at the same time. */
    static void storeGroups(Frame frame, long timeMs, Sink out) {
        int count = frame.u8();
        int numbers = frame.offset();
        int groups = frame.skip(2 * count).u8();
        int length = frame.u8();
        for (int group = 1; group <= groups && !frame.truncated(); group++) {
            if (group > 1) {
                if (frame.remaining() < Math.max(1, length)) {
                    return;
                }
                out.message(timeMs);
            }
            out.put(GROUP, group);
            int start = frame.offset();
            if (!putGroup(frame, numbers, count, out) || length == 0) {
                return;
            }
            frame.seek(start + length);
        }
    }

    /** False if a number's length is not known, so that nothing behind it can be told apart. */
    private static boolean putGroup(Frame frame, int numbers, int count, Sink out) {
        for (int i = 0; i < count && !frame.truncated(); i++) {
            int number = frame.at(numbers + 2 * i) | frame.at(numbers + 2 * i + 1) << 8;
            int length = number < NUMBERS ? LENGTHS[number] : 0;
            if (length == 0) {
                out.put(DATA, frame.hexText(Math.min(TEXT_MAX, frame.remaining())));
                frame.skip(frame.remaining());
                return false;
            }
            put(frame, number, length, out);
        }
        return true;
    }

    /** One reading of that number and length. */
    static void put(Frame frame, int number, int length, Sink out) {
        if (length > 0 && length <= LONG) {
            TABLE.put(out, number, frame.unsignedLe(length), length);
        } else {
            int kept = Math.min(TEXT_MAX, length);
            out.put(LONG_READING, number, frame.hexText(kept));
            frame.skip(length - kept);
        }
    }
}
