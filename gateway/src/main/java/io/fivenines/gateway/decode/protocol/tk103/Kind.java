package io.fivenines.gateway.decode.protocol.tk103;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Why a place is sent: the kind of the frame, and the digit two of the kinds bring. */
final class Kind {
    /** What a kind means. */
    private record Meaning(String kind, Param param, boolean value) {
        Meaning(String kind, String param) {
            this(kind, Param.named(param), true);
        }
    }

    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param EVENT = Param.named("event.code");
    private static final Param VALUE = Param.named("event.value");

    private static final Meaning[] MEANINGS = {
        new Meaning("ZC11", "alarm.movement"),
        new Meaning("DW31", "alarm.movement"),
        new Meaning("DW51", "alarm.movement"),
        new Meaning("ZC12", "alarm.battery.low"),
        new Meaning("DW32", "alarm.battery.low"),
        new Meaning("DW52", "alarm.battery.low"),
        new Meaning("ZC13", "alarm.power.cut"),
        new Meaning("DW33", "alarm.power.cut"),
        new Meaning("DW53", "alarm.power.cut"),
        new Meaning("ZC15", IGNITION, true),
        new Meaning("DW35", IGNITION, true),
        new Meaning("DW55", IGNITION, true),
        new Meaning("ZC16", IGNITION, false),
        new Meaning("DW36", IGNITION, false),
        new Meaning("DW56", IGNITION, false),
        new Meaning("ZC17", "alarm.removing"),
        new Meaning("DW37", "alarm.removing"),
        new Meaning("DW57", "alarm.removing"),
        new Meaning("ZC25", "alarm.sos"),
        new Meaning("DW3E", "alarm.sos"),
        new Meaning("DW5E", "alarm.sos"),
        new Meaning("ZC26", "alarm.tamper"),
        new Meaning("DW3F", "alarm.tamper"),
        new Meaning("DW5F", "alarm.tamper"),
        new Meaning("ZC27", "alarm.external.power.low"),
        new Meaning("DW40", "alarm.external.power.low"),
        new Meaning("DW60", "alarm.external.power.low"),
        new Meaning("ZC29", IGNITION, true),
        new Meaning("DW42", IGNITION, true),
        new Meaning("DW62", IGNITION, true),
    };

    /** By the digit of BO01. */
    private static final Param[] ALARMS = {
        Param.named("alarm.power.cut"),
        Param.named("alarm.accident"),
        Param.named("alarm.sos"),
        Param.named("alarm.vibration"),
        Param.named("alarm.lowspeed"),
        Param.named("alarm.overspeed"),
        Param.named("alarm.geofence.exit"),
    };

    /** By the number of BQ81. */
    private static final Param[] WARNINGS = {
        Param.named("alarm.battery.low"),
        Param.named("alarm.overspeed"),
        Param.named("alarm.idle"),
        Param.named("alarm.harsh.acceleration"),
        Param.named("alarm.harsh.braking"),
        Param.named("alarm.temperature"),
    };

    private Kind() {}

    /** Puts the kind that stands at an offset, with its data, which ends where the date begins. */
    static void put(Frame frame, int kind, int date, Sink out) {
        put(frame, kind, out);
        Param[] alarms = frame.has(kind, "BO01") ? ALARMS : frame.has(kind, "BQ81") ? WARNINGS : null;
        if (alarms != null) {
            int digit = frame.has(kind + 4, ",ALARM,") ? kind + 11 : date - 1;
            int number = Character.digit(frame.at(digit), 10);
            out.put(VALUE, number);
            if (digit > kind + 3 && number >= 0 && number < alarms.length) {
                out.put(alarms[number], true);
            }
        }
    }

    /** Puts what the kind alone means. */
    static void put(Frame frame, int kind, Sink out) {
        out.put(EVENT, frame.seek(kind).text(4));
        for (Meaning meaning : MEANINGS) {
            if (frame.has(kind, meaning.kind)) {
                out.put(meaning.param, meaning.value);
            }
        }
    }
}
