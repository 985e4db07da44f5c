package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Frame;

/** The frames of the binary form, by the word they begin with, and where in them the head's fields stand. */
enum HexKind {
    RESPONSE("+RSP", "+BSP", 9, 2, 11, 16),
    EVENT("+EVT", "+BVT", 9, 2, 11, 16),
    INFORMATION("+INF", "+BNF", 7, 2, 17, 9),
    CRASH("+CRD", "+BRD", 6, 2, 8, 13),
    HEARTBEAT("+HBD", "+HBD", 5, 1, 6, 11),
    ACKNOWLEDGEMENT("+ACK", "+ACK", 6, 1, 7, 12);

    /** Bytes from which the length of any frame can be told. */
    static final int LENGTH_KNOWN = 11;

    private static final HexKind[] ALL = values();
    private static final int IDENT_LENGTH = 8;
    private static final int VERSIONS_LENGTH = 5;

    private final String word;
    private final String storedWord;
    private final int lengthAt;
    private final int lengthLength;
    private final int deviceAt;
    private final int identAt;

    HexKind(String word, String storedWord, int lengthAt, int lengthLength, int deviceAt, int identAt) {
        this.word = word;
        this.storedWord = storedWord;
        this.lengthAt = lengthAt;
        this.lengthLength = lengthLength;
        this.deviceAt = deviceAt;
        this.identAt = identAt;
    }

    /** The kind of a frame, null where it is text, which has a colon after its word. */
    static HexKind of(Frame frame) {
        for (HexKind kind : ALL) {
            if (frame.has(0, kind.word) || frame.has(0, kind.storedWord)) {
                return kind == ACKNOWLEDGEMENT && frame.at(4) == ':' ? null : kind;
            }
        }
        return null;
    }

    /** The length a frame announces. */
    int length(Frame frame) {
        int first = frame.at(lengthAt);
        return lengthLength == 1 ? first : first << 8 | frame.at(lengthAt + 1);
    }

    /** Where device type 1, protocol version 2 and firmware version 2 stand. */
    int deviceAt() {
        return deviceAt;
    }

    int identAt() {
        return identAt;
    }

    /** Where the fields begin. */
    int fieldsAt() {
        return Math.max(identAt + IDENT_LENGTH, deviceAt + VERSIONS_LENGTH);
    }
}
