package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Texts of a fixed length: what they are filled up with does not belong to them. */
final class Chars {
    private Chars() {}

    /** Puts the text in the next bytes, unless it is empty; the encoding (GBK) is left as it is. */
    static void put(Frame frame, int length, Param param, Sink out) {
        if (length < 0 || length > frame.remaining()) {
            frame.skip(length);
            return;
        }
        int at = frame.offset();
        int from = 0;
        int to = length;
        while (to > 0 && isFilling(frame.at(at + to - 1))) {
            to--;
        }
        while (from < to && isFilling(frame.at(at + from))) {
            from++;
        }
        if (from < to) {
            out.put(param, frame.skip(from).text(to - from));
        }
        frame.seek(at + length);
    }

    /** Whether the next bytes are printable ASCII, or filled up behind it. */
    static boolean isText(Frame frame, int length) {
        int characters = 0;
        for (int i = 0; i < length; i++) {
            int octet = frame.at(frame.offset() + i);
            if (octet >= ' ' && octet <= '~' && characters == i) {
                characters++;
            } else if (!isFilling(octet)) {
                return false;
            }
        }
        return characters > 0;
    }

    private static boolean isFilling(int octet) {
        return octet <= ' ' || octet == 0xFF;
    }
}
