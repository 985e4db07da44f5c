package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Why the tracker reports, as numbered in all of the maker's documents. */
final class Event {
    /** The place, because it was asked for. */
    static final int ASKED = 34;

    static final int CARD = 37;
    static final int PICTURE = 39;

    private static final Param NUMBER = Param.named("event.enum");
    private static final Param[] ALARMS = new Param[256];

    static {
        name("alarm.sos", 1);
        name("alarm.battery.low", 17);
        name("alarm.external.power.low", 18);
        name("alarm.overspeed", 19);
        name("alarm.geofence.enter", 20);
        name("alarm.geofence.exit", 21);
        name("alarm.power.restored", 22);
        name("alarm.power.cut", 23);
        name("alarm.gps.lost", 24);
        name("alarm.gps.antenna.cut", 28);
        name("alarm.tow", 36);
        name("alarm.power.off", 40);
        name("alarm.jamming", 44);
        name("alarm.temperature", 50, 51);
        name("alarm.fuel.theft", 54);
        name("alarm.accident", 78);
        name("alarm.harsh.cornering", 90, 91);
        name("alarm.harsh.braking", 129);
        name("alarm.harsh.acceleration", 130);
        name("alarm.idle", 133);
        name("alarm.fatigue", 135);
    }

    private Event() {}

    private static void name(String param, int... numbers) {
        for (int number : numbers) {
            ALARMS[number] = Param.named(param);
        }
    }

    static boolean isFence(long number) {
        return number == 20 || number == 21;
    }

    static void put(long number, Sink out) {
        out.put(NUMBER, number);
        putAlarm(number, out);
    }

    static void putAlarm(long number, Sink out) {
        if (number >= 0 && number < ALARMS.length && ALARMS[(int) number] != null) {
            out.put(ALARMS[(int) number], true);
        }
    }
}
