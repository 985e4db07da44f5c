package io.fivenines.gateway.decode.protocol.gps103;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Why the tracker reports: field 1. Some keywords carry a value. */
final class Keyword {
    /** A keyword that means an alarm. */
    private record Alarm(String word, Param param) {
        Alarm(String word, String param) {
            this(word, Param.named(param));
        }
    }

    private static final Alarm[] ALARMS = {
        new Alarm("help me", "alarm.sos"),
        new Alarm("low battery", "alarm.battery.low"),
        new Alarm("stockade", "alarm.geofence.exit"),
        new Alarm("move", "alarm.movement"),
        new Alarm("speed", "alarm.overspeed"),
        new Alarm("door alarm", "alarm.door"),
        new Alarm("ac alarm", "alarm.power.cut"),
        new Alarm("accident alarm", "alarm.accident"),
        new Alarm("sensor alarm", "alarm.vibration"),
        new Alarm("collision", "alarm.crash"),
        new Alarm("accelerate", "alarm.harsh.acceleration"),
        new Alarm("brake", "alarm.harsh.braking"),
        new Alarm("brake alarm", "alarm.harsh.braking"),
        new Alarm("sharp turn", "alarm.harsh.cornering"),
        new Alarm("acc alarm", "alarm.general"),
        new Alarm("bonnet alarm", "alarm.general"),
        new Alarm("footbrake alarm", "alarm.general"),
    };
    private static final Param EVENT = Param.named("event.code");
    private static final Param RESULT = Param.named("command.result");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param HOT = Param.named("alarm.temperature");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param FUEL_THEFT = Param.named("alarm.fuel.theft");
    private static final Param FUEL_LEVEL = Param.named("fuel.level");
    private static final Param FAULT = Param.named("alarm.fault");
    private static final Param TROUBLE_CODES = Param.named("can.dtc");
    private static final Param PICTURE_PACKETS = Param.named("photo.packets");

    private Keyword() {}

    static void put(Fields fields, Sink out) {
        if (isAnswer(fields)) {
            out.put(RESULT, fields.text(1)).answer(Sink.UNNUMBERED, fields.text(1));
            return;
        }
        if (!fields.is(1, "tracker")) {
            fields.putText(1, EVENT, out);
        }
        for (Alarm alarm : ALARMS) {
            if (fields.is(1, alarm.word)) {
                out.put(alarm.param, true);
            }
        }
        // Where the report has a field for it, that field tells.
        if (!fields.has(Report.ACC) && (fields.is(1, "acc on") || fields.is(1, "acc off"))) {
            out.put(IGNITION, fields.is(1, "acc on"));
        }
        putValue(fields, out);
    }

    private static void putValue(Fields fields, Sink out) {
        int length = fields.length(1);
        if (starts(fields, "T:")) {
            out.put(HOT, true);
            if (!fields.has(Report.TEMPERATURE_FIELD) && fields.isReal(1, 2, length - 2)) {
                out.put(TEMPERATURE, 1, fields.real(1, 2, length - 2));
            }
        } else if (starts(fields, "oil")) {
            out.put(FUEL_THEFT, true);
            int digits = length - 4 - (fields.charAt(1, length - 1) == '%' ? 1 : 0);
            if (fields.charAt(1, 3) == ' ' && fields.isReal(1, 4, digits)) {
                out.put(FUEL_LEVEL, fields.real(1, 4, digits));
            }
        } else if (starts(fields, "DTC")) {
            out.put(FAULT, true);
            if (length > 4) {
                out.put(TROUBLE_CODES, fields.text(1, 4, length - 4));
            }
        } else if (starts(fields, "vt") && fields.isReal(1, 2, length - 2)) {
            out.put(PICTURE_PACKETS, (long) fields.real(1, 2, length - 2));
        }
    }

    /** A command is a letter or a number from 100 on; its answer that letter in lower case and a t, or the number. */
    private static boolean isAnswer(Fields fields) {
        char first = fields.charAt(1, 0);
        boolean letter = fields.length(1) == 2 && first >= 'a' && first <= 'z' && fields.charAt(1, 1) == 't';
        return letter || fields.isDigits(1, 3) && first != '0';
    }

    private static boolean starts(Fields fields, String head) {
        for (int k = 0; k < head.length(); k++) {
            if (fields.charAt(1, k) != head.charAt(k)) {
                return false;
            }
        }
        return true;
    }
}
