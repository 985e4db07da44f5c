package io.fivenines.gateway.decode.protocol.tk103;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The management of an electric vehicle's battery, in hexadecimal digits; numbers are little-endian, temperatures have
 * 40 added.
 *
 * <pre>
 * BS50: u24 header, u8 cells, 24 * u16 mV, u8 discharging, u16 0.1 A, u16 10 mV, u8 %, u8 hot, u8 no charge,
 *       u8 no discharge, u8 wire broken, u8 balancing, u16 cycles, u8 fault, 6 bytes, u8 sensors, u8 power stage,
 *       u8 balancer, 7 * u8 sensor, u16 10 mAh, u32 discharged
 * BS51: number:data,number:data,...
 * </pre>
 */
final class Bms {
    private static final int CELLS = 24;
    private static final int SENSORS = 7;
    private static final int DIGITS = 2 * 88;
    private static final int ZERO_DEGREES = 40;
    private static final int ZERO_CURRENT = 30_000;

    private static final Param CELL = Param.named("can.battery.cell.voltage.#");
    private static final Param CHARGING = Param.named("can.battery.charging.status");
    private static final Param CURRENT = Param.named("can.battery.current");
    private static final Param VOLTAGE = Param.named("can.battery.voltage");
    private static final Param GATHERED = Param.named("tk103.bms.gather.voltage");
    private static final Param LEVEL = Param.named("can.battery.level");
    private static final Param HOT = Param.named("tk103.bms.overheat");
    private static final Param NO_CHARGE = Param.named("tk103.bms.charge.protection");
    private static final Param NO_DISCHARGE = Param.named("tk103.bms.discharge.protection");
    private static final Param CYCLES = Param.named("can.battery.cycles");
    private static final Param FAULT = Param.named("tk103.bms.fault");
    private static final Param TEMPERATURE = Param.named("can.battery.temperature.#");
    private static final Param POWER_STAGE = Param.named("tk103.bms.power.temperature");
    private static final Param BALANCER = Param.named("tk103.bms.balancer.temperature");
    private static final Param CAPACITY = Param.named("can.battery.capacity");
    private static final Param DISCHARGED = Param.named("tk103.bms.discharged");
    private static final Param CELL_MAX = Param.named("tk103.bms.cell.max");
    private static final Param CELL_MIN = Param.named("tk103.bms.cell.min");
    private static final Param CELL_VOLTAGE_MAX = Param.named("tk103.bms.cell.voltage.max");
    private static final Param CELL_VOLTAGE_MIN = Param.named("tk103.bms.cell.voltage.min");
    private static final Param SENSOR_MAX = Param.named("tk103.bms.sensor.max");
    private static final Param SENSOR_MIN = Param.named("tk103.bms.sensor.min");
    private static final Param TEMPERATURE_MAX = Param.named("tk103.bms.temperature.max");
    private static final Param TEMPERATURE_MIN = Param.named("tk103.bms.temperature.min");
    private static final Param OTHER = Param.named("tk103.io.#");

    private Bms() {}

    static Verdict storeWhole(Frame frame, int body, int end, Sink out) {
        if (end - body < DIGITS) {
            return Verdict.TRUNCATED;
        }
        out.message(Sink.NO_TIME);
        frame.seek(body + 6);
        int cells = u8(frame);
        for (int i = 1; i <= CELLS; i++) {
            int voltage = u16(frame);
            if (i <= cells) {
                out.put(CELL, i, voltage / 1000.0);
            }
        }
        out.put(CHARGING, u8(frame) == 0).put(CURRENT, u16(frame) / 10.0).put(VOLTAGE, u16(frame) / 100.0);
        out.put(LEVEL, u8(frame)).put(HOT, u8(frame) > 0);
        out.put(NO_CHARGE, u8(frame) > 0).put(NO_DISCHARGE, u8(frame) > 0);
        frame.skip(4);
        out.put(CYCLES, u16(frame)).put(FAULT, u8(frame));
        frame.skip(12);
        int sensors = u8(frame);
        out.put(POWER_STAGE, degrees(frame)).put(BALANCER, degrees(frame));
        for (int i = 1; i <= SENSORS; i++) {
            int degrees = degrees(frame);
            if (i <= sensors) {
                out.put(TEMPERATURE, i, degrees);
            }
        }
        out.put(CAPACITY, u16(frame) / 100.0).put(DISCHARGED, u16(frame) | (long) u16(frame) << 16);
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    static void storeParts(Frame frame, int body, int end, Sink out) {
        out.message(Sink.NO_TIME);
        for (int at = body; at < end; ) {
            int comma = frame.find(',', at);
            int to = comma < 0 ? end : comma;
            if (to - at > 3 && frame.at(at + 2) == ':') {
                putPart(frame, at, to, out);
            }
            at = to + 1;
        }
    }

    private static void putPart(Frame frame, int at, int to, Sink out) {
        int number = (int) frame.seek(at).hexDigits(2);
        int length = (to - at - 3) / 2;
        frame.skip(1);
        if (number == 0x90 && length >= 8) {
            out.put(VOLTAGE, u16(frame) / 10.0).put(GATHERED, u16(frame) / 10.0);
            out.put(CURRENT, (u16(frame) - ZERO_CURRENT) / 10.0).put(LEVEL, u16(frame) / 10.0);
        } else if (number == 0x91 && length >= 6) {
            out.put(CELL_VOLTAGE_MAX, u16(frame) / 1000.0).put(CELL_MAX, u8(frame));
            out.put(CELL_VOLTAGE_MIN, u16(frame) / 1000.0).put(CELL_MIN, u8(frame));
        } else if (number == 0x92 && length >= 4) {
            out.put(TEMPERATURE_MAX, degrees(frame)).put(SENSOR_MAX, u8(frame));
            out.put(TEMPERATURE_MIN, degrees(frame)).put(SENSOR_MIN, u8(frame));
        } else if (number == 0x96 && length > 1) {
            frame.skip(2);
            for (int i = 1; i < length; i++) {
                out.put(TEMPERATURE, i, degrees(frame));
            }
        } else {
            out.put(OTHER, number, frame.text(to - at - 3));
        }
    }

    private static int u8(Frame frame) {
        return (int) frame.hexDigits(2);
    }

    private static int u16(Frame frame) {
        return u8(frame) | u8(frame) << 8;
    }

    private static int degrees(Frame frame) {
        return u8(frame) - ZERO_DEGREES;
    }
}
