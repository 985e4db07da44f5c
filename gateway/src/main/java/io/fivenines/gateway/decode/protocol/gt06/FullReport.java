package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Reports of newer clones that carry position, cell, status, supply and totals at once. */
final class FullReport {
    /** Of kind A2 with the LW models. */
    static final int LW_OCTETS = 59;

    private static final Param EVENT = Param.named("event.enum");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param MODE = Param.named("gsm.network.mode");
    private static final Param SOURCE = Param.named("position.fix.mode");
    private static final Param DEVICE_TIME = Param.named("device.timestamp");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param HOURS = Param.named("motorhours");
    private static final Param INPUTS = Param.named("din");
    private static final Param DRIVER = Param.named("driver.id");

    /** Of kind 36; a shorter one is a heartbeat. */
    private static final int POSITION_OCTETS = 48;

    /** Of kinds 22 and 25, to the hours of work. */
    private static final int NT_OCTETS = 55;

    private static final int NT_TAIL_OCTETS = 13;
    private static final int LW_TAIL_OCTETS = 26;
    private static final int DRIVER_OCTETS = 8;

    private FullReport() {}

    static void read(Packet packet, Sink out) {
        int length = packet.frame().remaining();
        if (packet.type() == Kind.STATUS_OR_PHOTO && length != POSITION_OCTETS) {
            Modules.status(packet, out);
        } else if (packet.type() == Kind.STATUS_OR_PHOTO) {
            position(packet, out);
        } else if (length < NT_OCTETS) {
            packet.raw(out);
        } else if (packet.type() == Kind.SCAN_WIFI_4G) {
            lw(packet, out);
        } else {
            nt(packet, out);
        }
        packet.rest(out);
    }

    /** Fix, cell, ignition, mode, kept back, mileage u32, supply 10 mV, battery 100 mV, minutes of work u24, driver. */
    private static void position(Packet packet, Sink out) {
        Frame frame = packet.frame();
        packet.message(out, packet.time());
        Fix.put(packet, out);
        Cells.serving(frame, out, Cells.AREA_2G, Cells.CELL_32);
        packet.ignition(out, frame.u8() != 0).put(EVENT, frame.u8()).put(BUFFERED, frame.u8() != 0);
        PositionReport.mileage(frame, out);
        out.put(POWER, frame.u16() / 100.0).put(BATTERY, frame.u8() / 10.0).put(HOURS, frame.u24() / 60.0);
        int count = Math.min(DRIVER_OCTETS, frame.remaining());
        if (packet.zeros(frame.offset(), count)) {
            frame.skip(count);
        } else {
            out.put(DRIVER, frame.hexText(count));
        }
    }

    /** Fix, 4G cell, radio, status, supply, level, signal, alarm, language, mileage and seconds u32, ident, inputs. */
    private static void lw(Packet packet, Sink out) {
        Frame frame = packet.frame();
        packet.message(out, packet.time());
        Fix.put(packet, out);
        if (frame.remaining() < Cells.octets(frame, Cells.AREA_4G, Cells.CELL_4G) + LW_TAIL_OCTETS) {
            return;
        }
        Cells.serving(frame, out, Cells.AREA_4G, Cells.CELL_4G);
        out.put(MODE, frame.u8());
        int bits = frame.u8();
        Status.terminal(packet, out, bits);
        out.put(POWER, frame.u16() / 100.0);
        Status.level(out, frame.u8());
        Status.signal(out, frame.u8());
        Status.alarms(out, bits, Status.alarm(packet));
        PositionReport.mileage(frame, out);
        out.put(HOURS, frame.u32() / 3600.0);
        out.put(INPUTS, frame.skip(8).u16());
    }

    /** Source, IMEI, time, fix, counted cell, status, supply, battery, signal, alarm, language, mileage, minutes. */
    private static void nt(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int source = frame.u8();
        long deviceTime = frame.skip(8).remaining() > 0 ? packet.time() : 0;
        long fixTime = packet.time();
        packet.message(out, fixTime).put(SOURCE, source);
        if (deviceTime != fixTime) {
            out.put(DEVICE_TIME, deviceTime / 1000);
        }
        Fix.put(packet, out);
        int announced = frame.u8();
        int after = frame.offset() + announced - (announced == 9 ? 1 : 0);
        Cells.serving(frame, out, Cells.AREA_2G, announced > 9 ? Cells.CELL_32 : Cells.CELL_2G);
        int more = after - frame.offset();
        if (more > 0 && more <= frame.remaining() - NT_TAIL_OCTETS) {
            frame.skip(more);
        }
        int bits = frame.u8();
        Status.terminal(packet, out, bits);
        out.put(POWER, frame.u16() / 100.0).put(BATTERY, frame.u8() / 10.0);
        Status.signal(out, frame.u8());
        Status.alarms(out, bits, Status.alarm(packet));
        out.put(MILEAGE, frame.u24() / 1000.0).put(HOURS, frame.u24() / 60.0);
        if (frame.remaining() > 1) {
            driver(frame, out);
        }
    }

    /** Length, kind, identity. */
    private static void driver(Frame frame, Sink out) {
        int length = Math.min(frame.u8(), frame.remaining());
        if (length > 1) {
            out.put(DRIVER, frame.skip(1).hexText(length - 1));
        }
    }
}
