package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Kind 94, information transmission: a number for what it is, then that. Wants no answer. */
final class Transfer {
    private static final Param SUBJECT = Param.named("gt06.info.type");
    private static final Param DATA = Param.named("user.data");
    private static final Param TEXT = Param.named("message.text");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final Param DOOR = Param.named("door.status");
    private static final Param INPUT = Param.named("din.#");
    private static final Param GNSS = Param.named("position.gnss.status");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VISIBLE = Param.named("position.satellites.visible");
    private static final Param IMEI = Param.named("device.imei");
    private static final Param IMSI = Param.named("sim.imsi");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param MODE = Param.named("gsm.network.mode");
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param FUEL_TEMPERATURE = Param.named("fuel.temperature.#");
    private static final Param RFID = Param.named("rfid.code");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final int NUMBERS_OCTETS = 26;
    private static final int DOOR_TIMED_OCTETS = 7;
    private static final int FUEL_FIELDS_MIN = 9;

    private Transfer() {}

    /** With a length of one byte: the supply in 10 mV and no more. */
    static void voltage(Packet packet, Sink out) {
        if (packet.frame().remaining() < 2) {
            packet.raw(out);
            return;
        }
        packet.message(out, Sink.NO_TIME).put(POWER, packet.frame().u16() / 100.0);
        packet.rest(out);
    }

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < 2) {
            packet.raw(out);
            return;
        }
        int subject = frame.u8();
        boolean timed = subject == 0x05 && frame.remaining() >= DOOR_TIMED_OCTETS
                || subject == 0x0D && frame.remaining() > 6 && frame.at(frame.offset()) != '!';
        packet.message(out, timed ? packet.time() : Sink.NO_TIME).put(SUBJECT, subject);
        if (!known(packet, out, subject)) {
            int count = Math.min(Packet.HEX_BYTES_MAX, frame.remaining());
            out.put(DATA, frame.hexText(count));
        }
        packet.rest(out);
    }

    private static boolean known(Packet packet, Sink out, int subject) {
        Frame frame = packet.frame();
        int length = frame.remaining();
        switch (subject) {
            case 0x00 -> out.put(POWER, length < 2 ? frame.u8() : frame.u16() / 100.0);
            case 0x04, 0x08 -> CommandAnswer.trimmed(frame, out, TEXT, length);
            case 0x05 -> door(out, frame.u8());
            case 0x09 -> satellites(frame, out);
            case 0x0A -> {
                return numbers(frame, out);
            }
            case 0x0B -> {
                if (length == 2) {
                    out.put(POWER, frame.u16() / 100.0);
                } else {
                    out.put(MODE, frame.u8());
                }
            }
            case 0x0D -> fuel(frame, out);
            case 0x1B -> card(frame, out);
            case 0x1E -> {
                if (length < 8) {
                    return false;
                }
                out.put(TEMPERATURE, 1, frame.i32() / 10.0).put(HUMIDITY, 1, frame.i32() / 10.0);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Bit 2 the port is high, bit 0 the door is open. */
    private static void door(Sink out, int bits) {
        out.put(DOOR, (bits & 1) != 0).put(INPUT, 1, (bits & 4) != 0);
    }

    /** State, satellites used and their strengths, satellites in view and theirs; the same for BeiDou follows. */
    private static void satellites(Frame frame, Sink out) {
        out.put(GNSS, frame.u8());
        if (frame.remaining() > 0) {
            int used = frame.u8();
            out.put(SATELLITES, used);
            frame.skip(Math.min(used, frame.remaining()));
        }
        if (frame.remaining() > 0) {
            out.put(VISIBLE, frame.u8());
        }
    }

    /** IMEI and IMSI of fifteen digits in eight bytes each, ICCID of up to twenty, filled up with F. */
    private static boolean numbers(Frame frame, Sink out) {
        if (frame.remaining() < NUMBERS_OCTETS) {
            return false;
        }
        out.put(IMEI, frame.hexText(8, 1, 16));
        out.put(IMSI, frame.hexText(8, 1, 16));
        int end = 20;
        while (end > 0 && digit(frame, end - 1) == 15) {
            end--;
        }
        CharSequence iccid = frame.hexText(10, 0, end);
        if (end > 0) {
            out.put(ICCID, iccid);
        }
        return true;
    }

    private static int digit(Frame frame, int i) {
        int octet = frame.at(frame.offset() + i / 2);
        return i % 2 == 0 ? octet >> 4 : octet & 15;
    }

    /** {@code !AIOIL,02,008.290,029.600,519J,0400,008.433,0,00,AB}: temperature fourth, level seventh. */
    private static void fuel(Frame frame, Sink out) {
        int start = frame.offset();
        int length = frame.remaining();
        Fields fields = frame.split(length, ',');
        if (fields.count() >= FUEL_FIELDS_MIN && fields.isReal(3) && fields.isReal(6)) {
            out.put(FUEL_TEMPERATURE, 1, fields.real(3)).put(FUEL, 1, fields.real(6));
        } else {
            CommandAnswer.trimmed(frame.seek(start), out, TEXT, length);
        }
    }

    /** A card as text, as number alone, or between 02, kind and check sum, 03. */
    private static void card(Frame frame, Sink out) {
        int length = frame.remaining();
        if (Character.isLetter(frame.at(frame.offset()))) {
            CommandAnswer.trimmed(frame, out, RFID, length);
        } else if (length == 8 && frame.at(frame.offset()) == 2 && frame.at(frame.offset() + 7) == 3) {
            out.put(RFID, frame.skip(2).hexText(4));
            frame.skip(2);
        } else {
            out.put(RFID, frame.hexText(Math.min(Packet.HEX_BYTES_MAX, length)));
        }
    }
}
