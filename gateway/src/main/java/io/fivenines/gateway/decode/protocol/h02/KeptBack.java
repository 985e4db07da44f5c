package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * BC, up to a hundred positions from where there was no network, each
 * {@code validity,latitude,N,longitude,E,speed,course,DDhhmmss,status,mcc,mnc,lac,cell}, a semicolon between them. The
 * day has neither month nor year: it is the last such day.
 */
final class KeptBack {
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param TEXT = Param.named("message.text");
    private static final int FIRST_AT = 5;
    private static final int FIELDS = 12;
    private static final int POSITIONS_MAX = 100;
    private static final int TIME_AT = 7;
    private static final long DAY_MS = 86_400_000L;

    private KeptBack() {}

    static void read(Sentence text, Sink out, long nowMs) {
        int count = Math.min(POSITIONS_MAX, (text.count() - FIRST_AT - 1) / FIELDS);
        if (count <= 0) {
            text.message(out, Sink.NO_TIME);
            text.put(out, TEXT, Sentence.FIRST, text.count());
        }
        for (int n = 0; n < count; n++) {
            int i = FIRST_AT + n * FIELDS;
            text.message(out, time(text, i + TIME_AT, nowMs)).put(BUFFERED, true);
            PositionReport.put(text, out, i);
            TextKind.status(text, out, i + TIME_AT + 1);
            Cell.serving(text, out, i + TIME_AT + 2);
        }
    }

    private static long time(Sentence text, int i, long nowMs) {
        if (!text.digits(i, 8)) {
            return Sink.NO_TIME;
        }
        Fields fields = text.fields();
        long day = fields.digits(i, 0, 2);
        long seconds = (fields.digits(i, 2, 2) * 60 + fields.digits(i, 4, 2)) * 60 + fields.digits(i, 6, 2);
        long month = Utc.digits(nowMs) / 100_000_000;
        long time = Utc.ms(month / 100, month % 100, day, 0, 0, seconds);
        return time <= nowMs + DAY_MS ? time : Utc.ms(month / 100, month % 100 - 1, day, 0, 0, seconds);
    }
}
