package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What Jimi's cameras report in item E8. */
final class CameraReport {
    private static final Param CHARGES = Param.named("battery.charging.status");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");

    private CameraReport() {}

    static void power(Frame frame, Sink out) {
        out.put(CHARGES, frame.u8() == 1);
        int sixths = frame.u8();
        if (sixths >= 1 && sixths <= 6) {
            out.put(LEVEL, (long) (sixths * 100 / 6));
        }
        out.put(BATTERY, frame.u16() / 100.0).put(CSQ, (long) frame.u8()).put(SUPPLY, frame.u16() / 100.0);
    }

    static int alarm(int kind) {
        return switch (kind) {
            case 0x0001 -> Alarms.FAULT;
            case 0x0400, 0x0412 -> Alarms.ACCELERATION;
            case 0x0401, 0x0413 -> Alarms.BRAKING;
            case 0x0402, 0x0414 -> Alarms.CORNERING;
            case 0x0403 -> Alarms.OVERSPEED;
            case 0x0405, 0x0416, 0x0417 -> Alarms.CRASH;
            case 0x0406 -> Alarms.VIBRATION;
            case 0x0407 -> Alarms.TOW;
            case 0x0408 -> Alarms.GEOFENCE_ENTER;
            case 0x0409 -> Alarms.GEOFENCE_EXIT;
            case 0x040C -> Alarms.DOOR;
            case 0x0415 -> Alarms.LANE_CHANGE;
            case 0x0C01 -> Alarms.SOS;
            case 0x0C02 -> Alarms.EXTERNAL_POWER_LOW;
            case 0x0C05 -> Alarms.GENERAL;
            case 0x0C0E -> Alarms.POWER_CUT;
            case 0x0C0F -> Alarms.BATTERY_LOW;
            case 0x0C10 -> Alarms.POWER_OFF;
            case 0x0C12 -> Alarms.TAMPER;
            default -> Alarms.NONE;
        };
    }
}
