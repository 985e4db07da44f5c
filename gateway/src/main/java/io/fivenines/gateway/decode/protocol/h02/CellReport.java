package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Cells in sight of a tracker without a fix:
 *
 * <pre>
 * NBR,time,mcc,mnc,delay,count,lac,cell,signal,...,date,status
 * V3,time,mcc mnc,count,lac,cell,signal,timing,...,battery,reboot,X,date,status
 * VP1,V,mcc,mnc,lac,cell,signalYlac,cell,signalY...
 * BASE,time,mcc,mnc,lac,cell,date,status
 * </pre>
 */
final class CellReport {
    private static final Param BATTERY = Param.named("h02.battery.raw");
    private static final Param REBOOT = Param.named("device.boot.reason");
    private static final int CELLS_MAX = 32;

    private CellReport() {}

    /** False where the kind is another, or a kind of this name is a position. */
    static boolean read(Sentence text, Sink out, long nowMs) {
        if (text.is("NBR")) {
            neighbours(text, out, nowMs);
        } else if (text.is("V3") && text.decimal(5) && text.fields().length(4) > 3) {
            counted(text, out, nowMs);
        } else if (text.is("VP1") && text.fields().is(3, "V") && text.decimal(4)) {
            joined(text, out);
        } else if (text.is("BASE")) {
            base(text, out, nowMs);
        } else {
            return false;
        }
        return true;
    }

    /** The count is not always right: date and status are the end of the cells. */
    private static void neighbours(Sentence text, Sink out, long nowMs) {
        int first = 8;
        int cells = Math.min(CELLS_MAX, (text.count() - first) / 3);
        int end = first;
        while (end < first + 3 * cells && !(text.digits(end, 6) && text.fields().length(end + 1) == 8)) {
            end += 3;
        }
        text.message(out, text.time(end, 3, nowMs));
        Cell.network(out, text.whole(4), text.whole(5));
        for (int i = 0; first + 3 * i < end; i++) {
            Cell.put(out, i, text.whole(first + 3 * i), text.whole(first + 3 * i + 1), text.whole(first + 3 * i + 2));
        }
        TextKind.status(text, out, end + 1);
    }

    private static void counted(Sentence text, Sink out, long nowMs) {
        int first = 6;
        int cells = (int) Math.max(0, Math.min(Math.min(CELLS_MAX, text.whole(5)), (text.count() - first) / 4));
        int end = first + 4 * cells;
        text.message(out, text.time(end + 3, 3, nowMs));
        Fields fields = text.fields();
        if (text.decimal(4)) {
            Cell.network(out, fields.digits(4, 0, 3), fields.digits(4, 3, fields.length(4) - 3));
        }
        for (int i = 0; i < cells; i++) {
            Cell.put(out, i, text.whole(first + 4 * i), text.whole(first + 4 * i + 1), text.whole(first + 4 * i + 2));
        }
        long battery = text.hex(end);
        if (battery >= 0) {
            out.put(BATTERY, battery);
        }
        if (text.decimal(end + 1)) {
            out.put(REBOOT, text.whole(end + 1));
        }
        TextKind.status(text, out, end + 4);
    }

    private static void joined(Sentence text, Sink out) {
        text.message(out, Sink.NO_TIME);
        Cell.network(out, text.whole(4), text.whole(5));
        long area = text.whole(6);
        for (int i = 0; i < CELLS_MAX && text.decimal(7 + 2 * i); i++) {
            int signalAt = 8 + 2 * i;
            int join = join(text.fields(), signalAt);
            Cell.put(out, i, area, text.whole(signalAt - 1), part(text.fields(), signalAt, 0, join));
            area = part(text.fields(), signalAt, join + 1, text.fields().length(signalAt));
        }
    }

    private static int join(Fields fields, int i) {
        int k = 0;
        while (k < fields.length(i) && fields.charAt(i, k) != 'Y') {
            k++;
        }
        return k;
    }

    /** A whole number within a field, 0 where there is none. */
    private static long part(Fields fields, int i, int from, int to) {
        long value = 0;
        for (int k = from; k < to && value < Integer.MAX_VALUE; k++) {
            int digit = Character.digit(fields.charAt(i, k), 10);
            value = digit < 0 ? value : value * 10 + digit;
        }
        return fields.charAt(i, from) == '-' ? -value : value;
    }

    /** Zeros say that there is none. */
    private static void base(Sentence text, Sink out, long nowMs) {
        if (text.whole(4) != 0) {
            text.message(out, text.time(8, 3, nowMs));
            Cell.network(out, text.whole(4), text.whole(5));
            Cell.put(out, 0, text.whole(6), text.whole(7));
            TextKind.status(text, out, 9);
        }
    }
}
