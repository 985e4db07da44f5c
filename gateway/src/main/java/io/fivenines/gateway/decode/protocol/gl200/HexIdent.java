package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Digits;
import io.fivenines.gateway.decode.Frame;

/**
 * The unique id of the binary form: an IMEI, two digits a byte and one in the eighth (GV200 @Track Air Interface
 * Protocol V3.20, 4.6). Where the user chose the start of the device's name instead, the number its bytes make.
 */
final class HexIdent {
    private static final int PAIRS = 7;
    private static final int IMEI_LENGTH = 15;

    private final Digits digits = new Digits();

    /** Reads the next eight bytes; a view, valid until the next ones are read. */
    CharSequence of(Frame frame) {
        int at = frame.offset();
        long imei = 0;
        boolean paired = frame.at(at + PAIRS) < 10;
        for (int i = 0; i < PAIRS; i++) {
            paired &= frame.at(at + i) < 100;
            imei = imei * 100 + frame.at(at + i);
        }
        return paired ? digits.of(imei * 10 + frame.at(at + PAIRS), IMEI_LENGTH) : digits.of(frame.i64());
    }
}
