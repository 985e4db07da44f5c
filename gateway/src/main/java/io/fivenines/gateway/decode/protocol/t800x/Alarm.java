package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What the codes of alarms mean. All are kept by number; those that the maker names plainly also by name. */
final class Alarm {
    private static final Param CODE = Param.named("event.enum");
    private static final Param POWER_CUT = Param.named("alarm.power.cut");
    private static final Param POWER_LOW = Param.named("alarm.external.power.low");
    private static final Param POWER_BACK = Param.named("alarm.power.restored");
    private static final Param BATTERY_LOW = Param.named("alarm.battery.low");
    private static final Param SOS = Param.named("alarm.sos");
    private static final Param OVERSPEED = Param.named("alarm.overspeed");
    private static final Param ENTER = Param.named("alarm.geofence.enter");
    private static final Param EXIT = Param.named("alarm.geofence.exit");
    private static final Param TOW = Param.named("alarm.tow");
    private static final Param VIBRATION = Param.named("alarm.vibration");
    private static final Param JAMMING = Param.named("alarm.jamming");
    private static final Param REMOVING = Param.named("alarm.removing");
    private static final Param TAMPER = Param.named("alarm.tamper");
    private static final Param FALL = Param.named("alarm.fall");

    private Alarm() {}

    static void put(int code, Sink out) {
        put(code, vehicle(code), out);
    }

    static void putAsset(int code, Sink out) {
        put(code, asset(code), out);
    }

    private static void put(int code, Param meaning, Sink out) {
        out.put(CODE, code);
        if (meaning != null) {
            out.put(meaning, true);
        }
    }

    private static Param vehicle(int code) {
        return switch (code) {
            case 1 -> POWER_CUT;
            case 2 -> BATTERY_LOW;
            case 3 -> SOS;
            case 4 -> OVERSPEED;
            case 5 -> ENTER;
            case 6 -> EXIT;
            case 7 -> TOW;
            case 8, 10 -> VIBRATION;
            case 21 -> JAMMING;
            case 23 -> POWER_BACK;
            case 24 -> POWER_LOW;
            default -> null;
        };
    }

    private static Param asset(int code) {
        return switch (code) {
            case 1, 4 -> REMOVING;
            case 2 -> TAMPER;
            case 3 -> SOS;
            case 5 -> FALL;
            case 6 -> BATTERY_LOW;
            case 14 -> ENTER;
            case 15 -> EXIT;
            default -> null;
        };
    }
}
