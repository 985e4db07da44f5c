package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Element;
import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Kind 95, dashcams: a time or a whole position, what happened, and the names of the files made of it.
 *
 * <pre>
 * JC100, short  time, event u8
 * JC100         time, latitude u32, longitude u32, status u16, event u8, data u16, names
 * JC400         FF FF, version u8, time, satellites u8, latitude u32, longitude u32, status u16, speed u16,
 *               supply u16 in 100 mV, event u8, data u16, names
 * </pre>
 */
final class CameraAlarm {
    private static final ElementTable EVENTS = ElementTable.load("gt06-camera.tsv", "gt06.io.#");

    private static final Param EVENT = Param.named("event.enum");
    private static final Param DATA = Param.named("event.value");
    private static final Param FILES = Param.named("event.files");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final Param GENERAL = Param.named("alarm.general");
    private static final Param SOS = Param.named("alarm.sos");
    private static final int SHORT_OCTETS = 7;
    private static final int JC100_OCTETS_MIN = 17;
    private static final int JC400_OCTETS_MIN = 25;
    private static final int FIRST = 0x01;

    private CameraAlarm() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int length = frame.remaining();
        boolean jc400 = frame.at(frame.offset()) == 0xFF && frame.at(frame.offset() + 1) == 0xFF;
        if (length < SHORT_OCTETS || length > SHORT_OCTETS && length < (jc400 ? JC400_OCTETS_MIN : JC100_OCTETS_MIN)) {
            packet.raw(out);
        } else if (length == SHORT_OCTETS) {
            packet.message(out, packet.time());
            event(out, frame.u8(), GENERAL);
        } else {
            if (jc400) {
                frame.skip(3);
                packet.message(out, packet.time());
                Fix.putWide(packet, out);
                out.put(POWER, frame.u16() / 10.0);
            } else {
                packet.message(out, packet.time());
                Fix.place(packet, out);
            }
            event(out, frame.u8(), SOS);
            files(packet, out);
        }
    }

    private static void event(Sink out, int code, Param first) {
        out.put(EVENT, code);
        Element meaning = EVENTS.find(code);
        if (code == FIRST) {
            out.put(first, true);
        } else if (meaning != null) {
            meaning.put(out, 1, 1);
        }
    }

    private static void files(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() >= 2) {
            out.put(DATA, frame.u16());
        }
        if (frame.remaining() > 0) {
            CommandAnswer.trimmed(frame, out, FILES, frame.remaining());
        }
    }
}
