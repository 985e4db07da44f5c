package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The fields that all universal reports share, by the bit of the map. */
final class UniversalField {
    private static final Param MODEL = Param.named("device.model");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VALID = Param.named("position.valid");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");

    private UniversalField() {}

    static void put(int bit, Fields fields, int i, Sink out) {
        switch (bit) {
            case 1 -> fields.putText(i, MODEL, out);
            case 2 -> fields.putText(i, VERSION, out);
            case 3 -> out.put(BUFFERED, fields.is(i, "0"));
            case 6 -> putHex(fields, i, CELL, out);
            case 7 -> fields.putWhole(i, MCC, out);
            case 8 -> fields.putWhole(i, MNC, out);
            case 9 -> putHex(fields, i, LAC, out);
            case 10 -> fields.putWhole(i, SIGNAL, out);
            case 11 -> fields.put(i, LATITUDE, 1, out);
            case 12 -> fields.put(i, LONGITUDE, 1, out);
            case 13 -> fields.put(i, SPEED, 1, out);
            case 14 -> fields.put(i, DIRECTION, 1, out);
            case 15 -> fields.putWhole(i, SATELLITES, out);
            case 16 -> out.put(VALID, fields.is(i, "1"));
            case 17 -> putInputs(Texts.bits(fields, i), out);
            case 18 -> putOutputs(Texts.bits(fields, i), out);
            default -> {}
        }
    }

    private static void putHex(Fields fields, int i, Param param, Sink out) {
        if (fields.isHex(i)) {
            out.put(param, fields.hex(i));
        }
    }

    static void putInputs(long bits, Sink out) {
        if (bits >= 0) {
            out.put(IGNITION, (bits & 1) != 0).put(INPUTS, bits);
        }
    }

    private static void putOutputs(long bits, Sink out) {
        if (bits >= 0) {
            out.put(OUTPUTS, bits);
        }
    }
}
