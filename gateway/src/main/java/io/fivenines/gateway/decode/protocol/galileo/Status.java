package io.fivenines.gateway.decode.protocol.galileo;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The bits of the status words that have a name of their own. */
final class Status {
    private static final Param STATUS = Param.named("device.status");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param BATTERY_LOW = Param.named("alarm.battery.low");
    private static final Param ANTENNA_CUT = Param.named("alarm.gps.antenna.cut");
    private static final Param ARMED = Param.named("armed.status");
    private static final Param ALARM = Param.named("alarm.general");
    private static final Param EXTENDED = Param.named("galileo.status.extended");
    private static final Param JAMMING = Param.named("alarm.jamming");

    private Status() {}

    /** Bit 0 vibration of a moving vehicle, 5 battery low, 6 no antenna, 14 guards, 15 alarm. */
    static void put(int status, Sink out) {
        out.put(STATUS, (long) status).put(MOVEMENT, (status & 1) != 0);
        out.put(ARMED, (status & 1 << 14) != 0);
        raise(status >> 5, BATTERY_LOW, out);
        raise(status >> 6, ANTENNA_CUT, out);
        raise(status >> 15, ALARM, out);
    }

    /** Bit 2 the mobile network is being jammed, bit 4 the satellites are. */
    static void putExtended(int status, Sink out) {
        out.put(EXTENDED, (long) status);
        raise(status >> 2 | status >> 4, JAMMING, out);
    }

    private static void raise(int bit, Param alarm, Sink out) {
        if ((bit & 1) != 0) {
            out.put(alarm, true);
        }
    }
}
