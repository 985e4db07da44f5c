package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.Frame;

/**
 * Where what stands in a record of codecs 8, 8 extended and 16; nothing here moves the frame's cursor.
 *
 * <pre>
 * +------------------------+-----+-----+-----+-------------+-----+-------------+-----+-----------+
 * |time, priority, position|event|cause|total|count, bytes |count|pairs        |...  |count      | variable
 * +------------------------+-----+-----+-----+-------------+-----+-------------+-----+-----------+
 *  24                       1, 2  0, 1  1, 2  numbers and values of 1, 2, 4, 8 bytes
 * </pre>
 *
 * @param eventOctets length of the event's number
 * @param causeOctets length of what tells which condition made the record
 * @param countOctets length of every count but that of the records
 * @param idOctets length of an element's number
 * @param variable whether a group of elements with lengths of their own ends the record
 */
record AvlLayout(int eventOctets, int causeOctets, int countOctets, int idOctets, boolean variable) {
    static final AvlLayout CODEC_8 = new AvlLayout(1, 0, 1, 1, false);
    static final AvlLayout CODEC_8_EXTENDED = new AvlLayout(2, 0, 2, 2, true);
    static final AvlLayout CODEC_16 = new AvlLayout(2, 1, 1, 2, false);

    static final int ELEMENT_MAX = 8;
    /** Old firmware had one more group. */
    static final int LONG_ELEMENT_MAX = 16;

    private static final int HEAD = 24;

    /**
     * The longest element of fixed length with which all records end where the frame has but the second count left, 0
     * if none does.
     */
    int elementMax(Frame frame, int from, int count) {
        for (int max = ELEMENT_MAX; max <= LONG_ELEMENT_MAX; max *= 2) {
            int at = from;
            for (int i = 0; i < count && at >= 0; i++) {
                at = end(frame, at, max);
            }
            if (at == frame.length() - 1) {
                return max;
            }
        }
        return 0;
    }

    /** Where the record ends that begins at an offset, -1 if not within the frame. */
    private int end(Frame frame, int from, int elementMax) {
        int at = groups(from);
        for (int octets = 1; octets <= elementMax; octets *= 2) {
            if (at + countOctets > frame.length()) {
                return -1;
            }
            at = groupEnd(frame, at, octets);
        }
        if (variable) {
            at = variableEnd(frame, at);
        }
        return at > frame.length() ? -1 : at;
    }

    /** Where the groups of a record begin. */
    private int groups(int record) {
        return record + HEAD + eventOctets + causeOctets + countOctets;
    }

    private int groupEnd(Frame frame, int from, int octets) {
        return from + countOctets + number(frame, from, countOctets) * (idOctets + octets);
    }

    private static int variableEnd(Frame frame, int from) {
        int at = from + 2;
        for (int left = number(frame, from, 2); left > 0; left--) {
            if (at + 4 > frame.length()) {
                return Integer.MAX_VALUE;
            }
            at += 4 + number(frame, at + 2, 2);
        }
        return at;
    }

    /** Where the value of an element stands, in the group of its length; -1 if the record has none. */
    int find(Frame frame, int record, int id, int octets) {
        int at = groups(record);
        for (int shorter = 1; shorter < octets; shorter *= 2) {
            at = groupEnd(frame, at, shorter);
        }
        int left = number(frame, at, countOctets);
        for (at += countOctets; left > 0; left--) {
            if (number(frame, at, idOctets) == id) {
                return at + idOctets;
            }
            at += idOctets + octets;
        }
        return -1;
    }

    /** An unsigned number of one byte or two. */
    static int number(Frame frame, int offset, int octets) {
        return octets == 1 ? frame.at(offset) : frame.at(offset) << 8 | frame.at(offset + 1);
    }
}
