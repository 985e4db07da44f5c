package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What stands beside the tracker: a serial port (kind 9B), Bluetooth (B2, F2); and newer models' own state (F1). */
final class Peripheral {
    private static final ElementTable STATES = ElementTable.load("gt06-states.tsv", "gt06.io.#");

    private static final Param TYPE = Param.named("gt06.peripheral.type");
    private static final Param TEXT = Param.named("message.text");
    private static final Param DATA = Param.named("user.data");
    private static final Param OTHER = Param.named("gt06.module.#");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param EVENT_VALUE = Param.named("event.value");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param BEACON = Param.named("beacon.id.#");
    private static final Param UUID = Param.named("beacon.uuid.#");
    private static final Param MAJOR = Param.named("beacon.major.#");
    private static final Param MINOR = Param.named("beacon.minor.#");
    private static final Param VOLTAGE = Param.named("beacon.battery.voltage.#");
    private static final Param SIGNAL = Param.named("beacon.signal.dbm.#");
    private static final Param ATTENDANCE = Param.named("attendance.status");
    private static final Param BATTERY_LEVEL = Param.named("external.battery.level");
    private static final Param BATTERY_CHARGING = Param.named("external.battery.charging.status");
    private static final Param BATTERY_CYCLES = Param.named("external.battery.cycles");
    private static final int CLOCK_IN_OCTETS = 36;
    private static final int NUMBER_OCTETS_MAX = 7;
    private static final int TAG = 0x0A;
    private static final int TAG_OCTETS_MIN = 10;
    private static final int BATTERY = 0x0C;
    private static final int BATTERY_OCTETS_MIN = 4;

    private Peripheral() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int least = packet.type() == Kind.CLOCK_IN ? CLOCK_IN_OCTETS : packet.type() == Kind.SERIAL_PORT ? 2 : 4;
        if (frame.remaining() < least) {
            packet.raw(out);
            return;
        }
        switch (packet.type()) {
            case Kind.SERIAL_PORT -> serial(packet, out);
            case Kind.CLOCK_IN -> clockIn(packet, out);
            default -> {
                packet.message(out, frame.u32() * 1000);
                list(packet, out);
            }
        }
        packet.rest(out);
    }

    private static void serial(Packet packet, Sink out) {
        Frame frame = packet.frame();
        packet.message(out, Sink.NO_TIME).put(TYPE, frame.u8());
        int count = Math.min(Packet.HEX_BYTES_MAX, frame.remaining());
        if (printable(frame, count)) {
            CommandAnswer.trimmed(frame, out, TEXT, count);
        } else {
            out.put(DATA, frame.hexText(count));
        }
    }

    private static boolean printable(Frame frame, int count) {
        for (int i = frame.offset(); i < frame.offset() + count; i++) {
            int c = frame.at(i);
            if (c > '~' || c < ' ' && c != '\r' && c != '\n' && c != '\t') {
                return false;
            }
        }
        return true;
    }

    private static void clockIn(Packet packet, Sink out) {
        Frame frame = packet.frame();
        packet.message(out, packet.time()).put(SIGNAL, 1, frame.i8());
        out.put(BEACON, 1, frame.hexText(6)).put(UUID, 1, frame.hexText(16));
        out.put(MAJOR, 1, frame.u16()).put(MINOR, 1, frame.u16()).put(VOLTAGE, 1, frame.u16() / 100.0);
        out.put(ATTENDANCE, frame.u8() >> 2 & 15);
    }

    /** Values each after its number of two bytes and its length of one; a length of zero goes on in a second byte. */
    private static void list(Packet packet, Sink out) {
        Frame frame = packet.frame();
        long seen = 0;
        for (int i = 0; frame.remaining() >= 3; i++) {
            int id = frame.u16();
            int length = frame.u8();
            if (length == 0 && packet.type() == Kind.PERIPHERAL && frame.remaining() > 0) {
                length = frame.u8();
            }
            int before = frame.narrow(Math.min(length, frame.remaining()));
            if ((seen >> id & 1) != 0) {
                other(packet, out, (i & 0x7F) << 24 | id);
            } else if (packet.type() == Kind.DEVICE_STATUS) {
                state(packet, out, id);
            } else {
                peripheral(packet, out, id);
            }
            frame.seek(frame.length()).widen(before);
            seen |= 1L << id;
        }
    }

    private static void state(Packet packet, Sink out, int id) {
        Frame frame = packet.frame();
        int length = frame.remaining();
        if (id == 1 && length > 0) {
            int motion = frame.u8();
            out.put(MOVEMENT, motion == 2 || motion == 4);
        } else if (STATES.find(id) != null && length > 0 && length <= NUMBER_OCTETS_MAX) {
            STATES.put(out, id, frame.unsigned(length), length);
        } else {
            other(packet, out, id);
        }
    }

    private static void peripheral(Packet packet, Sink out, int id) {
        Frame frame = packet.frame();
        if (id == TAG && frame.remaining() >= TAG_OCTETS_MIN) {
            out.put(BEACON, 1, frame.skip(1).hexText(6)).put(EVENT, frame.u8()).put(EVENT_VALUE, frame.u8());
            out.put(TYPE, frame.u8());
            if (frame.remaining() > 0) {
                out.put(DATA, frame.hexText(Math.min(Packet.HEX_BYTES_MAX, frame.remaining())));
            }
        } else if (id == BATTERY && frame.remaining() >= BATTERY_OCTETS_MIN) {
            out.put(BATTERY_LEVEL, frame.u8()).put(BATTERY_CHARGING, frame.u8() != 0);
            out.put(BATTERY_CYCLES, frame.u16());
        } else {
            other(packet, out, id);
        }
    }

    /** Kinds F1 and F2 number theirs apart from other modules: their kind, and the place of repeated ones, go first. */
    private static void other(Packet packet, Sink out, int id) {
        Frame frame = packet.frame();
        int count = Math.min(Packet.HEX_BYTES_MAX, frame.remaining());
        if (count > 0) {
            out.put(OTHER, packet.type() << 16 | id, frame.hexText(count));
        }
    }
}
