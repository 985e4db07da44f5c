package io.fivenines.gateway.decode.protocol.atrack;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report in text.
 *
 * <pre>
 * fix,clock,sent,longitude,latitude,course,report,0.1 km,0.1 hdop,inputs,km/h,outputs,mV,driver,0.1 C,0.1 C,text,
 *      %CI and the form of what follows,values
 * </pre>
 *
 * <p>Degrees are in millionths; moments are seconds since 1970 or yyyymmddhhmmss. The form is there only if the
 * operator asked for it; without it the values are kept by their number. Texts may end with 1A.
 */
final class TextRecord {
    private static final int TEXT = 16;
    private static final int FORM = TEXT + 1;
    private static final int NUMBERS = 13;
    private static final int CIVIL_DIGITS = 14;
    private static final char END_OF_TEXT = 0x1A;

    private static final Param OTHER = Param.named("atrack.value.#");

    private TextRecord() {}

    /** False if there is a line that is no record. */
    static boolean storeAll(Frame frame, int from, Sink out) {
        boolean good = true;
        for (int at = from; at < frame.length() && good; ) {
            int newline = frame.find('\n', at);
            int next = newline < 0 ? frame.length() : newline + 1;
            int end = newline < 0 ? next : newline;
            while (end > at && frame.at(end - 1) == '\r') {
                end--;
            }
            good = end == at || store(frame.seek(at).split(end - at, ','), out);
            at = next;
        }
        return good;
    }

    private static boolean store(Fields fields, Sink out) {
        for (int i = 0; i < NUMBERS; i++) {
            if (!fields.isReal(i)) {
                return false;
            }
        }
        Report.begin(moment(fields, 0), moment(fields, 1), out);
        Report.putPlace(whole(fields, 3), whole(fields, 4), whole(fields, 5), whole(fields, 6), out);
        Report.putState(fields.real(7), whole(fields, 8), whole(fields, 9), whole(fields, 10), whole(fields, 11), out);
        Report.putAnalog(whole(fields, 12), out);
        fields.putText(13, Report.DRIVER, out);
        for (int n = 1; n <= 2; n++) {
            if (fields.isReal(13 + n)) {
                Report.putTemperature(n, whole(fields, 13 + n), out);
            }
        }
        int length = length(fields, TEXT);
        if (length > 0) {
            out.put(Report.TEXT, fields.text(TEXT, 0, length));
        }
        putCustom(fields, out);
        return true;
    }

    private static long whole(Fields fields, int i) {
        return (long) fields.real(i);
    }

    private static long moment(Fields fields, int i) {
        long value = whole(fields, i);
        return fields.length(i) >= CIVIL_DIGITS ? Utc.yyyymmddhhmmss(value) : value * 1000;
    }

    /** Without the mark at its end. */
    private static int length(Fields fields, int i) {
        int length = fields.length(i);
        return fields.charAt(i, length - 1) == END_OF_TEXT ? length - 1 : length;
    }

    private static void putCustom(Fields fields, Sink out) {
        boolean named = fields.charAt(FORM, 0) == '%' && fields.charAt(FORM, 1) == 'C' && fields.charAt(FORM, 2) == 'I';
        if (!named) {
            for (int i = FORM; i < fields.count(); i++) {
                int length = length(fields, i);
                if (length > 0) {
                    out.put(OTHER, i - TEXT, fields.text(i, 0, length));
                }
            }
            return;
        }
        int value = FORM + 1;
        for (int at = 3; at < fields.length(FORM); value++) {
            int end = at + 1;
            while (end < fields.length(FORM) && fields.charAt(FORM, end) != '%') {
                end++;
            }
            long key = 0;
            for (int k = at + 1; k < end; k++) {
                key = key << 8 | fields.charAt(FORM, k);
            }
            CustomField field = CustomField.find(key);
            int length = length(fields, value);
            if (field != null && length > 0) {
                field.put(fields, value, length, out);
            } else if (length > 0) {
                out.put(OTHER, value - TEXT, fields.text(value, 0, length));
            }
            at = end;
        }
    }
}
