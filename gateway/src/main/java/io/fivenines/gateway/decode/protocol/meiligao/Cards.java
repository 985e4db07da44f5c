package io.fivenines.gateway.decode.protocol.meiligao;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/** Cards that were read: fifteen numbers, u32, zero where there is none, then {@code |hhmmss,ddmmyy,lat,N,lon,E}. */
final class Cards {
    private static final int CARDS = 15;
    private static final int DIGITS = 10;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param CARD = Param.named("rfid.code.#");

    private Cards() {}

    static Verdict store(Frame frame, int from, int end, Sink out) {
        int bar = frame.find('|', from + CARDS * 4);
        if (bar < 0 || bar >= end) {
            return Verdict.TRUNCATED;
        }
        Fields fields = frame.seek(bar + 1).split(end - bar - 1, ',');
        out.message(fields.moment(1, 0));
        if (fields.isReal(2) && fields.isReal(4)) {
            out.put(LATITUDE, fields.degreesMinutes(2, 3)).put(LONGITUDE, fields.degreesMinutes(4, 5));
            out.put(VALID, true);
        }
        for (int n = 1; n <= CARDS; n++) {
            int at = from + 4 * n - 4;
            if (frame.seek(at).u32() != 0) {
                out.put(CARD, n, frame.seek(at).decimalText(4, DIGITS));
            }
        }
        return Verdict.ACCEPTED;
    }
}
