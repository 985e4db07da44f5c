package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a device at the tracker's serial port sent: {@code length;data;checksum}. The data may hold semicolons and ends
 * of lines. Of some devices it is known how they write.
 */
final class Serial {
    private static final int LENGTH_MAX = 1024;
    /** From the latitude to the length: longitude, speed, course, satellites, fix, distance, voltage, ports. */
    private static final int FROM_LATITUDE = 9;

    private static final Param TEXT = Param.named("suntech.serial");
    private static final Param DRIVER = Param.named("driver.id");
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param QUALITY = Param.named("suntech.driving.quality");

    private Serial() {}

    /** Where the data of a report ends whose first end of line stands at {@code limit}; 0 if it brings none. */
    static int end(Frame ahead, int limit) {
        boolean universal = ahead.has(0, "UEX;");
        int kind = ahead.find(';', 0) - 3;
        if (!universal && (kind < 0 || !ahead.has(kind, "UEX;"))) {
            return 0;
        }
        Fields fields = ahead.seek(0).split(limit, ';');
        int length = universal ? UniversalReport.afterMap(fields) : Texts.coordinate(fields, 2) + FROM_LATITUDE;
        return dataEnd(fields, length, Texts.offset(fields, length + 1));
    }

    /** Where the data begins that the field of its length precedes, plus that length. */
    private static int dataEnd(Fields fields, int length, int start) {
        boolean given = fields.isReal(length) && fields.real(length) >= 0 && fields.real(length) <= LENGTH_MAX;
        return given ? start + (int) fields.real(length) : 0;
    }

    /** Puts the data after the field that holds its length; the offset behind data and checksum. */
    static int put(Frame frame, Fields fields, int length, int end, Sink out) {
        int start = Math.min(end, Texts.offset(fields, length + 1));
        int to = dataEnd(fields, length, start);
        if (to < start || to > end || frame.at(to) != ';' && to != end) {
            int next = frame.find(';', start);
            to = next < 0 ? end : next;
        }
        int trimmed = to;
        while (trimmed > start && frame.at(trimmed - 1) <= ' ') {
            trimmed--;
        }
        out.put(TEXT, frame.seek(start).text(trimmed - start));
        read(frame, start, trimmed, out);
        int checksum = frame.find(';', Math.min(end, to + 1));
        return checksum < 0 ? end : checksum + 1;
    }

    private static void read(Frame frame, int from, int to, Sink out) {
        if (frame.has(from, "GTSL|")) {
            Fields parts = frame.seek(from).split(to - from, '|');
            parts.putText(4, DRIVER, out);
        } else if (frame.has(from, "CabAVL")) {
            Fields parts = frame.seek(from).split(to - from, ',');
            for (int tank = 1; tank <= 2; tank++) {
                if (parts.isReal(tank + 1) && parts.real(tank + 1) > 0) {
                    out.put(FUEL, tank, parts.real(tank + 1));
                }
            }
        } else if (frame.at(from + 3) == '=') {
            for (int at = from; at < to; ) {
                int semicolon = frame.find(';', at);
                int next = semicolon < 0 || semicolon > to ? to : semicolon;
                putReading(frame, at, next, out);
                at = next + 1;
            }
        }
    }

    /**
     * A reading of a level sensor, hexadecimal: temperature {@code t_1=0D}, level {@code N_1=0551.0}, {@code Q_D=0B}.
     *
     */
    private static void putReading(Frame frame, int from, int to, Sink out) {
        int kind = frame.at(from);
        int sensor = Character.digit(frame.at(from + 2), 10);
        int start = from + 4;
        Fields value = frame.seek(Math.min(start, to)).split(Math.max(0, to - start), '.');
        if (frame.at(from + 3) != '=' || !value.isHex(0)) {
            return;
        }
        if (kind == 't' && sensor >= 0) {
            out.put(TEMPERATURE, sensor, (byte) value.hex(0));
        } else if (kind == 'N' && sensor >= 0) {
            out.put(FUEL, sensor, value.hex(0));
        } else if (kind == 'Q') {
            out.put(QUALITY, value.hex(0));
        }
    }
}
