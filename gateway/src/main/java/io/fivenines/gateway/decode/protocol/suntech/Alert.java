package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The maker's numbers of alerts and emergencies. */
final class Alert {
    static final int DRIVER = 59;

    private static final Param NUMBER = Param.named("event.enum");
    private static final Param[] ALERTS = new Param[256];
    private static final Param[] EMERGENCIES = new Param[16];

    static {
        ALERTS[1] = Param.named("alarm.overspeed");
        ALERTS[3] = Param.named("alarm.gps.antenna.cut");
        ALERTS[5] = Param.named("alarm.geofence.exit");
        ALERTS[6] = Param.named("alarm.geofence.enter");
        ALERTS[14] = Param.named("alarm.battery.low");
        ALERTS[15] = Param.named("alarm.vibration");
        ALERTS[16] = Param.named("alarm.accident");
        ALERTS[40] = Param.named("alarm.power.restored");
        ALERTS[41] = Param.named("alarm.power.cut");
        ALERTS[42] = Param.named("alarm.sos");
        ALERTS[46] = Param.named("alarm.harsh.acceleration");
        ALERTS[47] = Param.named("alarm.harsh.braking");
        ALERTS[50] = Param.named("alarm.jamming");
        ALERTS[132] = Param.named("alarm.door");
        EMERGENCIES[1] = Param.named("alarm.sos");
        EMERGENCIES[2] = Param.named("alarm.parking");
        EMERGENCIES[3] = Param.named("alarm.power.cut");
        EMERGENCIES[5] = Param.named("alarm.door");
        EMERGENCIES[6] = Param.named("alarm.door");
        EMERGENCIES[7] = Param.named("alarm.movement");
        EMERGENCIES[8] = Param.named("alarm.vibration");
    }

    private Alert() {}

    static void put(long number, Sink out) {
        put(number, ALERTS, out);
    }

    static void putEmergency(long number, Sink out) {
        put(number, EMERGENCIES, out);
    }

    private static void put(long number, Param[] meanings, Sink out) {
        out.put(NUMBER, number);
        if (number >= 0 && number < meanings.length && meanings[(int) number] != null) {
            out.put(meanings[(int) number], true);
        }
    }
}
