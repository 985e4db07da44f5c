package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report of the families SA200, ST200, ST300, ST500 and ST600.
 *
 * <pre>
 * ST300STT;ID;[model;]version;yyyymmdd;hh:mm:ss;[cell;[mcc;mnc;area;signal;]]lat;lon;speed;course;satellites;fix;
 *          metres;volts;ports;...
 * STT  mode;number      EMG  emergency      EVT  event      ALT  alert      UEX  length;data;checksum
 * and after these, as far as switched on and fitting the model: see {@link Tail}
 * </pre>
 *
 * <p>What is there depends on family, model and settings. Date and latitude are found by their looks, and tell the
 * rest.
 */
final class LegacyReport {
    private static final int PORTS = 6;

    private static final Param EVENT = Param.named("event.code");
    private static final Param EVENT_NUMBER = Param.named("event.enum");
    private static final Param MODEL = Param.named("device.model");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param CELL_TEXT = Param.named("suntech.cell");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param INPUT = Param.named("din.#");
    private static final Param OUTPUT = Param.named("dout.#");
    private static final Param MODE = Param.named("suntech.mode");
    private static final Param INDEX = Param.named("message.index");

    private LegacyReport() {}

    static boolean store(Frame frame, Fields fields, int end, Sink out) {
        int date = Texts.date(fields, 2);
        int latitude = Texts.coordinate(fields, date + 2);
        if (date < 3 || latitude < 0 || !fields.isReal(latitude + 1)) {
            return false;
        }
        out.message(Texts.time(fields, date));
        int kind = fields.length(0) - 3;
        out.put(EVENT, fields.text(0, kind, 3));
        out.put(VERSION, fields.text(date - 1));
        if (date > 3) {
            out.put(MODEL, fields.text(date - 2));
        }
        putCell(fields, date + 2, latitude, out);
        putPlace(fields, latitude, out);
        Texts.putKilometres(fields, latitude + 6, MILEAGE, out);
        fields.put(latitude + 7, SUPPLY, 1, out);
        putPorts(fields, latitude + 8, out);
        int next = latitude + 9;
        int tail;
        if (frame.has(kind, "UEX;")) {
            tail = Serial.put(frame, fields, next, end, out);
        } else {
            tail = Texts.offset(fields, next + putReason(frame, kind, fields, next, out));
        }
        boolean revolutions = revolutions(frame, date > 3, date - 2);
        Tail.put(frame, Math.min(tail, end), end, revolutions, out);
        return true;
    }

    /** Whether the model, the third field, is one that reports the engine's revolutions: ST300H or ST300K. */
    private static boolean revolutions(Frame frame, boolean hasModel, int model) {
        int at = 0;
        for (int i = 0; i < model; i++) {
            at = frame.find(';', at) + 1;
        }
        return hasModel && (frame.has(at, "04;") || frame.has(at, "12;"));
    }

    static void putPlace(Fields fields, int latitude, Sink out) {
        out.put(LATITUDE, fields.real(latitude)).put(LONGITUDE, fields.real(latitude + 1));
        fields.put(latitude + 2, SPEED, 1, out);
        fields.put(latitude + 3, DIRECTION, 1, out);
        fields.putWhole(latitude + 4, SATELLITES, out);
        out.put(VALID, fields.is(latitude + 5, "1"));
    }

    private static void putCell(Fields fields, int from, int to, Sink out) {
        if (to - from == 5 && fields.isHex(from) && fields.isHex(from + 3)) {
            out.put(CELL, fields.hex(from));
            fields.putWhole(from + 1, MCC, out);
            fields.putWhole(from + 2, MNC, out);
            out.put(LAC, fields.hex(from + 3));
            fields.putWhole(from + 4, SIGNAL, out);
        } else if (to > from) {
            fields.putText(from, CELL_TEXT, out);
        }
    }

    /** Ignition, three inputs, two outputs; ST600 has more behind. */
    private static void putPorts(Fields fields, int i, Sink out) {
        if (fields.length(i) < PORTS || Texts.bits(fields, i) < 0) {
            return;
        }
        out.put(IGNITION, fields.charAt(i, 0) == '1');
        for (int n = 1; n <= 3; n++) {
            out.put(INPUT, n, fields.charAt(i, n) == '1');
        }
        for (int n = 1; n <= 2; n++) {
            out.put(OUTPUT, n, fields.charAt(i, 3 + n) == '1');
        }
    }

    /** Puts what the kind of report brings; how many fields it is. */
    private static int putReason(Frame frame, int kind, Fields fields, int i, Sink out) {
        long number = fields.isReal(i) ? (long) fields.real(i) : 0;
        if (frame.has(kind, "STT;")) {
            fields.putWhole(i, MODE, out);
            fields.putWhole(i + 1, INDEX, out);
            return 2;
        }
        if (frame.has(kind, "EMG;")) {
            Alert.putEmergency(number, out);
        } else if (frame.has(kind, "ALT;")) {
            Alert.put(number, out);
        } else if (frame.has(kind, "EVT;")) {
            out.put(EVENT_NUMBER, number);
        } else {
            return 0;
        }
        return 1;
    }
}
