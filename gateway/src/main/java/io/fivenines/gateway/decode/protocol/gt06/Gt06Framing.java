package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;

/**
 * Where a frame ends: at its announced length, proved by the stop bits there. Clones announce too little or nonsense;
 * theirs end at the first stop bits.
 */
final class Gt06Framing {
    /** More than any documented frame: pictures come in pieces of 1,024 bytes. */
    static final int LENGTH_MAX = 8192;

    private static final int STOP_HIGH = 0x0D;
    private static final int STOP_LOW = 0x0A;

    private Gt06Framing() {}

    static int cut(Frame ahead) {
        int header = ahead.at(0);
        boolean begins = header == 0x78 || header == 0x79;
        if (!begins || ahead.length() > 1 && ahead.at(1) != header) {
            return -garbage(ahead);
        }
        int sizeOctets = header - 0x77;
        int kind = 2 + sizeOctets;
        if (ahead.length() <= kind) {
            return 0;
        }
        int announced = kind + size(ahead, sizeOctets) + 2;
        if (announced > LENGTH_MAX) {
            return -2;
        }
        return ahead.length() < announced ? 0 : end(ahead, kind, announced);
    }

    static int size(Frame frame, int octets) {
        return octets == 1 ? frame.at(2) : frame.at(2) << 8 | frame.at(3);
    }

    private static int end(Frame ahead, int kind, int announced) {
        if (stops(ahead, announced)) {
            return announced;
        }
        if (ScanReport.counted(ahead)) {
            int length = ScanReport.length(ahead);
            return length > ahead.length() ? 0 : stops(ahead, length) ? length : -2;
        }
        // Some count neither serial number nor checksum.
        if (ahead.length() < announced + 2) {
            return 0;
        }
        if (stops(ahead, announced + 2)) {
            return announced + 2;
        }
        for (int i = kind + 3; i <= announced; i++) {
            if (stops(ahead, i)) {
                return i;
            }
        }
        return -2;
    }

    private static boolean stops(Frame ahead, int length) {
        return ahead.at(length - 2) == STOP_HIGH && ahead.at(length - 1) == STOP_LOW;
    }

    /** Bytes before the next that may begin a frame; at least one. */
    private static int garbage(Frame ahead) {
        for (int i = 1; i < ahead.length(); i++) {
            int octet = ahead.at(i);
            if ((octet == 0x78 || octet == 0x79) && (i + 1 == ahead.length() || ahead.at(i + 1) == octet)) {
                return i;
            }
        }
        return ahead.length();
    }
}
