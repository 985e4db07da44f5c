package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Trouble codes of the vehicle.
 *
 * <pre>
 * flag u8 | count u8 | code u16 each                                             of a passenger car
 * flag u8 | count u8 | (code u16 | attribute u8 | occurrence u8) each            of a commercial vehicle
 * </pre>
 */
final class Trouble {
    private static final int COMMERCIAL_LENGTH = 4;

    private static final Param FLAG = Param.named("castel.dtc.flag");
    private static final Param COUNT = Param.named("can.dtc.count");
    private static final Param CODES = Param.named("can.dtc");
    private static final Param CODE = Param.named("castel.dtc.code.#");
    private static final Param ATTRIBUTE = Param.named("castel.dtc.attribute.#");
    private static final Param OCCURRENCE = Param.named("castel.dtc.occurrence.#");

    private final StringBuilder text = new StringBuilder(64);

    /** Codes as SAE J2012 writes them: a letter and four digits. */
    void putPassenger(Frame frame, Sink out) {
        out.put(FLAG, frame.u8());
        int count = frame.u8();
        out.put(COUNT, count);
        text.setLength(0);
        for (int i = 0; i < count && frame.remaining() >= 2; i++) {
            int code = frame.u16le();
            if (i > 0) {
                text.append(' ');
            }
            text.append("PCBU".charAt(code >> 14)).append((char) ('0' + (code >> 12 & 3)));
            for (int shift = 8; shift >= 0; shift -= 4) {
                text.append(Character.toUpperCase(Character.forDigit(code >> shift & 15, 16)));
            }
        }
        if (text.length() > 0) {
            out.put(CODES, text);
        }
    }

    static void putCommercial(Frame frame, Sink out) {
        out.put(FLAG, frame.u8());
        int count = frame.u8();
        out.put(COUNT, count);
        for (int i = 1; i <= count && frame.remaining() >= COMMERCIAL_LENGTH; i++) {
            out.put(CODE, i, frame.u16le()).put(ATTRIBUTE, i, frame.u8()).put(OCCURRENCE, i, frame.u8());
        }
    }
}
