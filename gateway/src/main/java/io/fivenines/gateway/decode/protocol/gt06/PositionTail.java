package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What follows position and cell in kind 12. The makers tell it by the length alone. */
final class PositionTail {
    private static final Param INPUT = Param.named("din.#");
    private static final Param ANALOG = Param.named("ain.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param CARD = Param.named("rfid.code");
    private static final Param CARD_STATUS = Param.named("driver.status");
    private static final Param GENERAL_ALARM = Param.named("alarm.general");
    private static final Param DRIVING_TIME = Param.named("trip.time");
    private static final Param UNKNOWN = Param.named("gt06.io.#");
    private static final int CARD_OCTETS_MIN = 7;
    private static final int WETRUST_OCTETS_MIN = 9;

    private PositionTail() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        switch (frame.remaining()) {
            case 0 -> {}
            case 2 -> benway(packet, out);
            case 4 -> PositionReport.mileage(frame, out);
            case 5 -> power(packet, out);
            case 12 -> fuel(packet, out);
            default -> {
                if (!card(frame, out)) {
                    PositionReport.mode(packet, out, 0);
                }
            }
        }
    }

    /** Benway: bit 15 ignition, 14 input 2, 12 temperature; else analogue input, with bit 13 in whole volts. */
    private static void benway(Packet packet, Sink out) {
        int word = packet.frame().u16();
        packet.ignition(out, (word & 0x8000) != 0).put(INPUT, 2, (word & 0x4000) != 0);
        if ((word & 0x1000) != 0) {
            int amount = word & 0x1FF;
            out.put(TEMPERATURE, 1, (word & 0x0200) != 0 ? -amount : amount);
        } else {
            int amount = word & 0x3FF;
            out.put(ANALOG, 1, (word & 0x2000) != 0 ? amount : amount / 10.0);
        }
    }

    /** VXT01: status with a voltage in place of a level; its alarm extension has numbers of its own. */
    private static void power(Packet packet, Sink out) {
        int bits = voltage(packet, out);
        Status.alarms(out, bits, 0);
        out.put(UNKNOWN, Kind.GPS_CELL, packet.frame().u8());
    }

    private static int voltage(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int bits = frame.u8();
        Status.terminal(packet, out, bits);
        out.put(POWER, frame.u16() / 100.0);
        Status.signal(out, frame.u8());
        return bits;
    }

    /** S5: fuel as the sensor gives it, temperature, mileage in 10 m. */
    private static void fuel(Packet packet, Sink out) {
        Frame frame = packet.frame();
        Status.alarms(out, voltage(packet, out), frame.u8());
        out.put(FUEL, 1, frame.u16());
        int temperature = frame.u8();
        out.put(TEMPERATURE, 1, (temperature & 0x80) != 0 ? -(temperature & 0x7F) : temperature);
        out.put(MILEAGE, frame.u32() / 100.0);
    }

    /** GT06E with a card reader, and Wetrust, who add what follows from the card: mileage, card's length, card, ... */
    private static boolean card(Frame frame, Sink out) {
        int length = frame.at(frame.offset() + 4);
        int rest = frame.remaining() - length;
        if (length < 0 || rest != CARD_OCTETS_MIN && rest != WETRUST_OCTETS_MIN) {
            return false;
        }
        PositionReport.mileage(frame, out);
        frame.skip(1);
        CommandAnswer.trimmed(frame, out, CARD, length);
        if (frame.u8() != 0 && rest == WETRUST_OCTETS_MIN) {
            out.put(GENERAL_ALARM, true);
        }
        out.put(CARD_STATUS, frame.u8());
        if (rest == WETRUST_OCTETS_MIN) {
            out.put(DRIVING_TIME, frame.u16());
        }
        return true;
    }
}
