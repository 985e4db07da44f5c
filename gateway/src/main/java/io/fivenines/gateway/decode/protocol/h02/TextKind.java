package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What the third field of a text makes it. */
final class TextKind {
    /** How the server replies. */
    enum Answer {
        NONE,
        /** The first three fields again. */
        ECHO,
        /** V4, kind and the server's time. */
        CONFIRM,
        /** R12 and the server's time of day, what SinoTrack's own server sends. */
        RECEIVED
    }

    private static final Param RESULT = Param.named("command.result");
    private static final Param TEXT = Param.named("message.text");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param BATTERY = Param.named("battery.level");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param STEPS = Param.named("step.count");
    private static final Param TURNOVERS = Param.named("turnover.count");

    private TextKind() {}

    static Answer answer(Sentence text) {
        if (text.is("HTBT") || text.is("V0")) {
            return Answer.ECHO;
        }
        if (text.is("V1") || text.is("NBR")) {
            return Answer.CONFIRM;
        }
        boolean position = text.is("V2") || text.is("V5") || text.is("V6") || text.is("V8") || text.is("V19");
        return position ? Answer.RECEIVED : Answer.NONE;
    }

    static void read(Sentence text, Sink out, long nowMs) {
        if (text.is("V4") || text.is("SMS") || text.is("CXZT")) {
            text.answer(out, Sentence.FIRST);
        }
        if (text.is("XT") && text.count() == Sentence.FIRST) {
            return;
        }
        if (text.is("HTBT") || text.is("V0")) {
            heartbeat(text, out);
        } else if (text.is("SMS")) {
            text.message(out, Sink.NO_TIME);
            text.put(out, RESULT, Sentence.FIRST, text.count());
        } else if (text.is("ICCID")) {
            text.message(out, Sink.NO_TIME);
            text.fields().putText(Sentence.FIRST, ICCID, out);
        } else if (text.is("LINK")) {
            link(text, out, nowMs);
        } else if (text.is("BC")) {
            KeptBack.read(text, out, nowMs);
        } else if (!CellReport.read(text, out, nowMs) && !PositionReport.read(text, out, nowMs)) {
            text.message(out, Sink.NO_TIME);
            text.put(out, text.is("V4") ? RESULT : TEXT, Sentence.FIRST, text.count());
        }
    }

    /** The battery in percent is optional. */
    private static void heartbeat(Sentence text, Sink out) {
        if (text.decimal(Sentence.FIRST)) {
            text.message(out, Sink.NO_TIME).put(BATTERY, text.whole(Sentence.FIRST));
        }
    }

    /** {@code LINK,time,signal,satellites,battery,steps,turnovers,date,status}. */
    private static void link(Sentence text, Sink out, long nowMs) {
        text.message(out, text.time(9, 3, nowMs)).put(CSQ, text.whole(4)).put(SATELLITES, text.whole(5));
        out.put(BATTERY, text.whole(6)).put(STEPS, text.whole(7)).put(TURNOVERS, text.whole(8));
        status(text, out, 10);
    }

    /** Puts the vehicle's status, if the field is one. */
    static boolean status(Sentence text, Sink out, int i) {
        long word = text.fields().length(i) == 8 ? text.hex(i) : -1;
        if (word >= 0) {
            VehicleStatus.put(out, word);
        }
        return word >= 0;
    }
}
