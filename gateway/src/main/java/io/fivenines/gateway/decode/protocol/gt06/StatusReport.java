package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Heartbeats, and what comes with a cell instead of a position; none has a time. */
final class StatusReport {
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param BATTERY_LEVEL = Param.named("battery.level");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param MODE = Param.named("gt06.work.mode");
    private static final Param WORK_COUNT = Param.named("gt06.work.count");
    private static final Param WORK_TIME = Param.named("gt06.work.time");
    private static final Param UNKNOWN = Param.named("gt06.io.#");
    private static final Param EVENT_STATUS = Param.named("event.status");
    private static final Param PHONE = Param.named("device.phone");
    private static final int PHONE_OCTETS = 21;

    /** Of kind 13: the AT4, and the OBD6. Of kind A3: SEEWORLD. */
    private static final int AT4_OCTETS = 16;

    private static final int OBD6_OCTETS = 14;
    private static final int TEMPERATURE_MODE = 4;

    private StatusReport() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < 3) {
            packet.raw(out);
            return;
        }
        int length = frame.remaining();
        packet.message(out, Sink.NO_TIME);
        switch (packet.type()) {
            case Kind.HEARTBEAT -> heartbeat(packet, out);
            case Kind.ALARM_FENCE_4G -> seeworld(packet, out);
            case Kind.CELL_STATUS -> cell(packet, out, Cells.AREA_2G, Cells.CELL_2G);
            case Kind.CELL_ALARM_4G -> cell(packet, out, Cells.AREA_4G, Cells.CELL_4G);
            case Kind.GPS_CARD -> phone(packet, out, Cells.AREA_2G, Cells.CELL_2G);
            case Kind.CELL_ADDRESS_4G -> phone(packet, out, Cells.AREA_4G, Cells.CELL_4G);
            default -> {
                if (length == AT4_OCTETS) {
                    at4(packet, out);
                } else if (length == OBD6_OCTETS) {
                    obd6(packet, out);
                } else {
                    Status.put(packet, out);
                }
            }
        }
        packet.rest(out);
    }

    /** GK310. */
    private static void heartbeat(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int bits = frame.u8();
        Status.terminal(packet, out, bits);
        Status.alarms(out, bits, 0);
        out.put(BATTERY, frame.u16() / 100.0);
        if (frame.remaining() > 0) {
            Status.signal(out, frame.u8());
        }
        if (frame.remaining() == 2) {
            frame.skip(2);
        }
    }

    /** Status, a number nobody explains, level, signal, supply in volts, language. */
    private static void seeworld(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int bits = frame.u8();
        Status.terminal(packet, out, bits);
        Status.alarms(out, bits, 0);
        if (frame.remaining() >= 6) {
            out.put(EVENT_STATUS, frame.u16());
            Status.level(out, frame.u8());
            Status.signal(out, frame.u8());
            out.put(POWER, frame.u8());
            frame.skip(1);
        }
    }

    private static void cell(Packet packet, Sink out, int areaOctets, int cellOctets) {
        Frame frame = packet.frame();
        if (frame.remaining() >= Cells.octets(frame, areaOctets, cellOctets) + 3) {
            Cells.serving(frame, out, areaOctets, cellOctets);
            Status.put(packet, out);
        }
    }

    private static void phone(Packet packet, Sink out, int areaOctets, int cellOctets) {
        Frame frame = packet.frame();
        if (frame.remaining() >= Cells.octets(frame, areaOctets, cellOctets) + PHONE_OCTETS) {
            Cells.serving(frame, out, areaOctets, cellOctets);
            CommandAnswer.trimmed(frame, out, PHONE, PHONE_OCTETS);
            Status.alarms(out, 0, Status.alarm(packet));
        }
    }

    /** Status, u16, alarm, language, percent, mode, voltage, reserved, times at work, time at work, temperature. */
    private static void at4(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int bits = frame.u8();
        Status.terminal(packet, out, bits);
        out.put(UNKNOWN, Kind.STATUS, frame.u16());
        Status.alarms(out, bits, frame.u8());
        frame.skip(1);
        out.put(BATTERY_LEVEL, frame.u8()).put(MODE, frame.u8()).put(BATTERY, frame.u16() / 100.0);
        frame.skip(1);
        out.put(WORK_COUNT, frame.u16()).put(WORK_TIME, frame.u16());
        int temperature = frame.u16();
        int tenths = temperature & 0x7FFF;
        // Here the highest bit says above zero.
        out.put(TEMPERATURE, 1, ((temperature & 0x8000) != 0 ? tenths : -tenths) / 10.0);
    }

    private static void obd6(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int bits = frame.u8();
        Status.terminal(packet, out, bits);
        int signal = frame.u16();
        out.put(SATELLITES, (signal >> 10 & 31) + (signal >> 5 & 31)).put(CSQ, signal & 31);
        Status.alarms(out, bits, frame.u8());
        frame.skip(1);
        out.put(BATTERY_LEVEL, frame.u8());
        int mode = frame.u8();
        out.put(MODE, mode).put(POWER, frame.u16() / 100.0);
        frame.skip(1);
        out.put(WORK_TIME, frame.u16());
        int value = frame.i16();
        if (mode == TEMPERATURE_MODE) {
            out.put(TEMPERATURE, 1, value / 10.0);
        }
    }
}
