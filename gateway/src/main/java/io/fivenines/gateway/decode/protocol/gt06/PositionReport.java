package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** A position, mostly with the serving cell, and what makers put behind them. */
final class PositionReport {
    /** Of kind 24 with the SR411. */
    static final int SR411_OCTETS = 41;

    private static final Param EVENT = Param.named("event.enum");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param TRIP_TIME = Param.named("trip.time");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param RFID = Param.named("rfid.code");
    private static final Param IBUTTON = Param.named("ibutton.code");
    private static final Param PHONE = Param.named("device.phone");
    private static final Param UNKNOWN = Param.named("gt06.io.#");
    private static final int IMEI_OCTETS = 8;
    private static final int PHONE_OCTETS = 21;
    private static final int MODE_OCTETS = 3;

    /** Of kind 22 with SEEWORLD, of kind 17 with a card, of kind 31 with the SL4X. */
    private static final int SEEWORLD_OCTETS = 42;

    private static final int CARD_OCTETS = 35;
    private static final int SL4X_OCTETS_MIN = 33;

    private PositionReport() {}

    /** Reads one; NT and XT models use kind 22 for another layout. */
    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int length = frame.remaining();
        if (!packet.timeAhead() && length > IMEI_OCTETS + Fix.OCTETS) {
            switch (packet.type()) {
                case Kind.GPS_CELL, Kind.IBUTTON -> frame.skip(IMEI_OCTETS);
                case Kind.GPS_CELL_UTC -> {
                    FullReport.read(packet, out);
                    return;
                }
                case Kind.GPS_CARD -> {
                    StatusReport.read(packet, out);
                    return;
                }
                default -> {}
            }
        }
        if (frame.remaining() < Fix.OCTETS) {
            packet.raw(out);
        } else {
            position(packet, out, length);
        }
    }

    private static void position(Packet packet, Sink out, int length) {
        packet.message(out, packet.time());
        Fix.put(packet, out);
        cell(packet, out, length);
        tail(packet, out, length);
        packet.rest(out);
    }

    private static void cell(Packet packet, Sink out, int length) {
        Frame frame = packet.frame();
        switch (packet.type()) {
            case Kind.GPS, Kind.GPS_PHONE, Kind.GPS_SCAN, Kind.GPS_CELL_8 -> {}
            case Kind.GPS_CELL_WIDE -> wide(frame, out);
            case Kind.GPS_CELL_5 -> {
                if (length >= SL4X_OCTETS_MIN) {
                    wide(frame, out);
                } else {
                    narrow(frame, out, Cells.AREA_2G, Cells.CELL_2G);
                }
            }
            case Kind.GPS_CELL_4G -> narrow(frame, out, Cells.AREA_4G, Cells.CELL_4G);
            case Kind.IBUTTON -> narrow(frame, out, Cells.AREA_2G, Cells.CELL_32);
            default -> narrow(frame, out, Cells.AREA_2G, seeworld(packet, length) ? Cells.CELL_32 : Cells.CELL_2G);
        }
    }

    private static boolean seeworld(Packet packet, int length) {
        return packet.type() == Kind.GPS_CELL_UTC && length == SEEWORLD_OCTETS;
    }

    private static void narrow(Frame frame, Sink out, int areaOctets, int cellOctets) {
        if (frame.remaining() >= Cells.octets(frame, areaOctets, cellOctets)) {
            Cells.serving(frame, out, areaOctets, cellOctets);
        }
    }

    private static void wide(Frame frame, Sink out) {
        if (frame.remaining() >= 4 + Cells.AREA_2G + Cells.CELL_32) {
            Cells.servingWide(frame, out, Cells.AREA_2G, Cells.CELL_32);
        }
    }

    private static void tail(Packet packet, Sink out, int length) {
        Frame frame = packet.frame();
        switch (packet.type()) {
            case Kind.GPS -> language(frame);
            case Kind.GPS_PHONE -> phone(frame, out);
            case Kind.GPS_SCAN -> ScanReport.cells(packet, out);
            case Kind.GPS_CELL_8 -> wetrack(frame, out);
            case Kind.GPS_CELL -> PositionTail.read(packet, out);
            case Kind.GPS_CARD -> card(packet, out, length);
            case Kind.IBUTTON -> ibutton(frame, out);
            case Kind.SCAN_OR_GPS -> power(packet, out);
            default -> mode(packet, out, length);
        }
    }

    private static void ibutton(Frame frame, Sink out) {
        if (frame.remaining() > 0) {
            out.put(IBUTTON, frame.hexText(Math.min(6, frame.remaining())));
        }
    }

    /** Ignition, why it was sent, whether it was kept back; then mileage and more, as far as there is. */
    static void mode(Packet packet, Sink out, int length) {
        Frame frame = packet.frame();
        if (frame.remaining() < MODE_OCTETS) {
            return;
        }
        packet.ignition(out, frame.u8() != 0);
        out.put(EVENT, frame.u8()).put(BUFFERED, frame.u8() != 0);
        if (packet.type() == Kind.GPS_MODULES) {
            Modules.list(packet, out, 1);
        } else if (seeworld(packet, length)) {
            mileage(frame, out);
            out.put(TRIP_TIME, frame.u32());
            out.put(TEMPERATURE, 1, signAndAmount(frame.u16()) / 100.0).put(HUMIDITY, 1, frame.u16() / 100.0);
        } else {
            if (frame.remaining() >= 4) {
                mileage(frame, out);
            }
            if (frame.remaining() == 2) {
                out.put(ALTITUDE, frame.i16());
            }
        }
    }

    private static void wetrack(Frame frame, Sink out) {
        if (frame.remaining() > 2) {
            out.put(EVENT, frame.u8()).put(BUFFERED, frame.u8() != 0);
            Cells.typed(frame, out, UNKNOWN, Kind.GPS_CELL_8);
        }
    }

    /** Metres. */
    static void mileage(Frame frame, Sink out) {
        out.put(MILEAGE, frame.u32() / 1000.0);
    }

    /** Bit 15 is the sign of the fifteen below. */
    private static int signAndAmount(int word) {
        return (word & 0x8000) != 0 ? -(word & 0x7FFF) : word;
    }

    private static void language(Frame frame) {
        if (frame.remaining() == 2) {
            frame.skip(2);
        }
    }

    private static void phone(Frame frame, Sink out) {
        if (frame.remaining() >= PHONE_OCTETS) {
            CommandAnswer.trimmed(frame, out, PHONE, PHONE_OCTETS);
            language(frame);
        }
    }

    private static void card(Packet packet, Sink out, int length) {
        if (length == CARD_OCTETS) {
            out.put(RFID, packet.frame().hexText(8));
            packet.frame().skip(1);
        } else if (packet.frame().remaining() >= Status.OCTETS) {
            Status.put(packet, out);
            if (packet.frame().remaining() == 3) {
                out.put(MILEAGE, packet.frame().u24() / 1000.0);
            }
        }
    }

    private static void power(Packet packet, Sink out) {
        Frame frame = packet.frame();
        packet.ignition(out, frame.u8() != 0);
        out.put(POWER, frame.u16() / 100.0).put(BATTERY, frame.u16() / 100.0);
    }
}
