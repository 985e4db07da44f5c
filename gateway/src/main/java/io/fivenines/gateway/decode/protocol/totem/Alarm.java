package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Why a report was sent, numbered anew with the new frames. */
final class Alarm {
    private static final Param NUMBER = Param.named("event.enum");
    private static final Param[] OLD = new Param[256];
    private static final Param[] NEW = new Param[256];

    static {
        OLD[0x01] = Param.named("alarm.sos");
        OLD[0x09] = Param.named("alarm.power.off");
        OLD[0x10] = Param.named("alarm.battery.low");
        OLD[0x11] = Param.named("alarm.overspeed");
        OLD[0x16] = Param.named("alarm.gps.antenna.cut");
        OLD[0x30] = Param.named("alarm.parking");
        OLD[0x42] = Param.named("alarm.geofence.exit");
        OLD[0x43] = Param.named("alarm.geofence.enter");
        NEW[0x01] = Param.named("alarm.sos");
        NEW[0x02] = Param.named("alarm.overspeed");
        NEW[0x04] = Param.named("alarm.geofence.exit");
        NEW[0x05] = Param.named("alarm.geofence.enter");
        NEW[0x06] = Param.named("alarm.tow");
        NEW[0x07] = Param.named("alarm.gps.antenna.cut");
        NEW[0x10] = Param.named("alarm.power.cut");
        NEW[0x11] = Param.named("alarm.power.restored");
        NEW[0x12] = Param.named("alarm.external.power.low");
        NEW[0x13] = Param.named("alarm.battery.low");
        NEW[0x40] = Param.named("alarm.vibration");
        NEW[0x41] = Param.named("alarm.idle");
        NEW[0x42] = Param.named("alarm.harsh.acceleration");
        NEW[0x43] = Param.named("alarm.harsh.braking");
    }

    private Alarm() {}

    static void putOld(int number, Sink out) {
        put(OLD, number, out);
    }

    static void putNew(int number, Sink out) {
        put(NEW, number, out);
    }

    private static void put(Param[] meanings, int number, Sink out) {
        out.put(NUMBER, number);
        if (meanings[number & 0xFF] != null) {
            out.put(meanings[number & 0xFF], true);
        }
    }
}
