package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Element;
import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Values each after its number of two bytes and its length: kind 70 is nothing else, kinds 36, 37 and 39 end with
 * them, the length being two bytes in the one and one byte in the others.
 */
final class Modules {
    private static final ElementTable VALUES = ElementTable.load("gt06-modules.tsv", "gt06.io.#");
    private static final ElementTable EVENTS = ElementTable.load("gt06-events.tsv", "gt06.io.#");

    private static final Param OTHER = Param.named("gt06.module.#");
    private static final Param IMEI = Param.named("device.imei");
    private static final Param IMSI = Param.named("sim.imsi");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param DOOR = Param.named("door.status");
    private static final Param TAMPER = Param.named("tamper.status");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param SENSOR = Param.named("sensor.id.#");
    private static final Param SENSOR_VOLTAGE = Param.named("sensor.battery.voltage.#");
    private static final Param SENSOR_LEVEL = Param.named("sensor.battery.level.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final int SATELLITES = 0x09;
    private static final int CELL = 0x11;
    private static final int LEVEL = 0x6A;
    private static final int TIME = 0x2C;
    private static final int FIX = 0x33;
    private static final int FIX_OCTETS = 18;
    private static final int CELL_OCTETS = 10;
    private static final int SENSOR_OCTETS = 14;

    private Modules() {}

    static void read(Packet packet, Sink out) {
        packet.message(out, time(packet.frame()));
        list(packet, out, 2);
    }

    /** Kind 36 of newer Jimi models: a status, then values. */
    static void status(Packet packet, Sink out) {
        if (packet.frame().remaining() < Status.OCTETS) {
            packet.raw(out);
            return;
        }
        packet.message(out, Sink.NO_TIME);
        Status.put(packet, out);
        list(packet, out, 1);
    }

    /** The time of the fix, else the tracker's; stands where it stands. */
    private static long time(Frame frame) {
        long time = Sink.NO_TIME;
        int at = frame.offset();
        while (at + 4 <= frame.length()) {
            int id = u16(frame, at);
            int length = u16(frame, at + 2);
            at += 4;
            if (id == FIX && length == FIX_OCTETS || id == TIME && length == 4 && time == Sink.NO_TIME) {
                time = ((long) u16(frame, at) << 16 | u16(frame, at + 2)) * 1000;
            }
            at += length;
        }
        return time;
    }

    private static int u16(Frame frame, int at) {
        return Math.max(0, frame.at(at)) << 8 | Math.max(0, frame.at(at + 1));
    }

    /** Whether the battery's charge in percent is among the modules that follow a status. */
    static boolean tellLevel(Packet packet) {
        Frame frame = packet.frame();
        int at = frame.offset();
        boolean tell = false;
        if (packet.type() == Kind.STATUS_OR_PHOTO || packet.type() == Kind.ALARM_MODULES) {
            while (at + 3 < frame.length() && !tell) {
                tell = u16(frame, at) == LEVEL;
                at += 3 + frame.at(at + 2);
            }
        }
        return tell;
    }

    /** One that comes again is kept as it came, under the number of its place and its own. */
    static void list(Packet packet, Sink out, int lengthOctets) {
        Frame frame = packet.frame();
        long seenLow = 0;
        long seenHigh = 0;
        for (int i = 0; frame.remaining() >= 2 + lengthOctets; i++) {
            int id = frame.u16();
            int length = Math.min((int) frame.unsigned(lengthOctets), frame.remaining());
            int before = frame.narrow(length);
            boolean again = ((id < Long.SIZE ? seenLow : seenHigh) >> id & 1) != 0;
            if (again || id == SATELLITES && (seenLow >> FIX & 1) != 0) {
                keep(frame, out, i << 16 | id, length);
            } else {
                put(packet, out, id, length);
            }
            frame.seek(frame.length()).widen(before);
            seenLow |= id < Long.SIZE ? 1L << id : 0;
            seenHigh |= id < Long.SIZE ? 0 : 1L << id;
        }
        packet.rest(out);
    }

    private static void keep(Frame frame, Sink out, int number, int length) {
        if (length > 0) {
            out.put(OTHER, number, frame.hexText(Math.min(Packet.HEX_BYTES_MAX, length)));
        }
    }

    private static void put(Packet packet, Sink out, int id, int length) {
        Frame frame = packet.frame();
        if (length == 0) {
            return;
        }
        switch (id) {
            case 0x01 -> digits(frame, out, IMEI, 8, 1);
            case 0x02 -> digits(frame, out, IMSI, 8, 1);
            case 0x03 -> digits(frame, out, ICCID, 10, 0);
            case CELL -> cell(frame, out, length);
            case 0x2A -> inputs(out, frame.u8());
            case TIME -> frame.skip(length);
            case FIX -> fix(packet, out, length);
            case 0x34 -> event(frame, out);
            case 0x7F -> sensor(frame, out, length);
            default -> other(frame, out, id, length);
        }
    }

    private static void other(Frame frame, Sink out, int id, int length) {
        Element element = VALUES.find(id);
        if (element != null || length <= 7) {
            int octets = Math.min(8, length);
            VALUES.put(out, id, frame.unsigned(octets), octets);
        } else {
            keep(frame, out, id, length);
        }
    }

    private static void digits(Frame frame, Sink out, Param param, int octets, int padding) {
        if (frame.remaining() >= octets) {
            out.put(param, frame.hexText(octets, padding, 2 * octets));
        }
    }

    private static void cell(Frame frame, Sink out, int length) {
        if (length >= CELL_OCTETS) {
            Cells.servingWide(frame, out, Cells.AREA_2G, Cells.CELL_2G);
            out.put(SIGNAL, frame.u8());
        }
    }

    /** The low half of the inputs are doors, the high half tamper switches. */
    private static void inputs(Sink out, int bits) {
        out.put(DOOR, (bits & 0x0F) != 0).put(TAMPER, (bits & 0xF0) != 0);
    }

    /** Time u32, satellites u8, altitude i16, then as everywhere. */
    private static void fix(Packet packet, Sink out, int length) {
        Frame frame = packet.frame();
        if (length >= FIX_OCTETS) {
            frame.skip(4);
            int satellites = frame.u8();
            out.put(ALTITUDE, frame.i16());
            Fix.put(packet, out, satellites);
        }
    }

    private static void event(Frame frame, Sink out) {
        int code = frame.u8();
        Element meaning = EVENTS.find(code);
        out.put(EVENT, code);
        if (meaning != null) {
            meaning.put(out, 1, 1);
        }
    }

    private static void sensor(Frame frame, Sink out, int length) {
        if (length >= SENSOR_OCTETS) {
            out.put(SENSOR, 1, frame.hexText(6)).put(SENSOR_VOLTAGE, 1, frame.u16() / 1000.0);
            out.put(SENSOR_LEVEL, 1, frame.u8()).put(TEMPERATURE, 1, frame.i16() / 10.0);
            out.put(HUMIDITY, 1, frame.i16());
        }
    }
}
