package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The records of codecs 8, 8 extended and 16.
 *
 * <pre>
 * 0    8        9         13       17       19    21         22    24
 * +----+--------+---------+--------+--------+-----+----------+-----+-----+--------+
 * |time|priority|longitude|latitude|altitude|angle|satellites|speed|event|elements|
 * +----+--------+---------+--------+--------+-----+----------+-----+-----+--------+
 * </pre>
 *
 * <p>Degrees come as 1e-7. Speed is of the source the tracker is set to, such as the vehicle's bus; where element 24 is
 * sent, the speed over ground is that one.
 *
 * <p>Two families of trackers number their elements differently. The professional one is told by the state of its GNSS
 * receiver, a byte under number 71, where the other has an identity of 8 bytes.
 */
final class AvlRecords {
    static final Param IO = Param.named("teltonika.io.#");
    private static final ElementTable STANDARD = ElementTable.load("teltonika.tsv", IO.name());
    private static final ElementTable PROFESSIONAL = ElementTable.load("teltonika-professional.tsv", IO.name());
    private static final int PROFESSIONAL_GNSS_STATUS = 71;
    private static final int GNSS_SPEED = 24;
    private static final int GREEN_DRIVING = 253;

    private static final Param PRIORITY = Param.named("event.priority.enum");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param TRIGGER = Param.named("event.trigger.enum");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param SELECTED_SPEED = Param.named("can.selected.speed");
    private static final Param VALID = Param.named("position.valid");
    private static final double DEGREE = 1e7;

    private static final Param[] HARSH = {
        Param.named("alarm.harsh.acceleration"),
        Param.named("alarm.harsh.braking"),
        Param.named("alarm.harsh.cornering")
    };

    private final AvlLayout layout;

    AvlRecords(AvlLayout layout) {
        this.layout = layout;
    }

    /** Reads the records from their count on; the frame ends with the second count. */
    Verdict read(Frame frame, Sink out) {
        int count = frame.u8();
        int elementMax = layout.elementMax(frame, frame.offset(), count);
        if (elementMax == 0) {
            return Verdict.TRUNCATED;
        }
        for (int i = 0; i < count; i++) {
            int record = frame.offset();
            boolean professional = layout.find(frame, record, PROFESSIONAL_GNSS_STATUS, 1) > 0;
            position(frame, out);
            speed(frame, layout.find(frame, record, GNSS_SPEED, 2), out);
            out.put(EVENT, frame.unsigned(layout.eventOctets()));
            if (layout.causeOctets() > 0) {
                out.put(TRIGGER, frame.unsigned(layout.causeOctets()));
            }
            elements(frame, professional ? PROFESSIONAL : STANDARD, elementMax, out);
        }
        out.reply().u32(count);
        return Verdict.ACCEPTED;
    }

    private static void position(Frame frame, Sink out) {
        out.message(frame.i64());
        out.put(PRIORITY, frame.u8());
        out.put(LONGITUDE, frame.i32() / DEGREE);
        out.put(LATITUDE, frame.i32() / DEGREE);
        out.put(ALTITUDE, frame.i16());
        out.put(DIRECTION, frame.u16());
        int satellites = frame.u8();
        out.put(SATELLITES, satellites);
        out.put(VALID, satellites > 0);
    }

    private static void speed(Frame frame, int gnssSpeed, Sink out) {
        int speed = frame.u16();
        if (gnssSpeed < 0) {
            out.put(SPEED, speed);
        } else {
            out.put(SPEED, AvlLayout.number(frame, gnssSpeed, 2)).put(SELECTED_SPEED, speed);
        }
    }

    private void elements(Frame frame, ElementTable table, int elementMax, Sink out) {
        frame.skip(layout.countOctets());
        for (int octets = 1; octets <= elementMax; octets *= 2) {
            for (long left = frame.unsigned(layout.countOctets()); left > 0; left--) {
                element(frame, table, octets, out);
            }
        }
        int beacons = 0;
        for (int left = layout.variable() ? frame.u16() : 0; left > 0; left--) {
            int id = frame.u16();
            beacons = VariableElement.put(frame, table, id, beacons, out);
        }
        frame.pieces().flush(out);
    }

    private void element(Frame frame, ElementTable table, int octets, Sink out) {
        int id = (int) frame.unsigned(layout.idOctets());
        if (octets > AvlLayout.ELEMENT_MAX) {
            out.put(IO, id, frame.hexText(octets));
            return;
        }
        long raw = frame.unsigned(octets);
        if (id == GREEN_DRIVING && octets == 1 && raw > 0 && raw <= HARSH.length) {
            out.put(HARSH[(int) raw - 1], true);
        } else if (id != GNSS_SPEED || octets != 2) {
            table.put(out, id, raw, octets, frame.pieces());
        }
    }
}
