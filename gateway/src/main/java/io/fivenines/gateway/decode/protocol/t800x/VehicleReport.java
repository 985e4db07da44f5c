package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A place and the vehicle's state.
 *
 * <pre>
 * 15 | intervals 7 | limit and signal u16 | 24 status | settings 6 | 31 inputs and outputs u16 |
 *    | alarm u8 | settings u8 | metres u32 | battery % BCD | moment | place |             what all have in common
 *
 * 23, 25: 33 two analogue inputs, 2 BCD each | 37 alarm ... place | (battery V) | supply V | (motion)
 * 25, second: 33 outputs u8 | u8 | 35 three analogue inputs | counter u32 | 45 alarm ... place |
 *             battery V | supply V | rpm u16 | km/h or flags u8 | u16 | degrees u8 | hdop u16 | bus 3 | (litres u32) |
 * 26: 33 alarm ... place | supply V | 0.1 km/h, 2 BCD | bus
 * </pre>
 *
 * <p>Volts are four decimal digits, in hundredths.
 */
final class VehicleReport {
    private static final int SIGNAL_AT = T800x.DATA + 7;
    private static final int STATUS_AT = T800x.DATA + 9;
    private static final int PORTS_AT = T800x.DATA + 16;
    private static final int OUTPUTS_AT = T800x.DATA + 18;
    private static final int PLACE_BEHIND_ALARM = 13;
    static final int SECOND_ALARM_AT = T800x.DATA + 30;
    private static final int MOTION = 0x16;
    private static final int NONE = 0xFFFF;

    private static final Param INDEX = Param.named("message.index");
    private static final Param SIGNAL = Param.named("gsm.signal.level");
    private static final Param POWER = Param.named("external.powersource.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param INPUT = Param.named("din.#");
    private static final Param OUTPUT = Param.named("dout.#");
    private static final Param ANALOG = Param.named("ain.#");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param RPM = Param.named("can.engine.rpm");
    private static final Param TEMPERATURE = Param.named("device.temperature");
    private static final Param HDOP = Param.named("t800x.hdop");
    private static final Param AXIS = Param.named("t800x.axis.#");
    private static final Param GYROSCOPE = Param.named("t800x.gyroscope.#");

    private VehicleReport() {}

    static int alarmAt(Frame frame) {
        return T800x.DATA + (frame.at(0) == T800x.OBD ? 18 : 22);
    }

    static void store(Frame frame, Sink out) {
        int alarm = alarmAt(frame);
        begin(frame, alarm, out);
        int ports = frame.seek(PORTS_AT).u16();
        putInput(ports, 0x4000, 1, out);
        putInput(ports, 0x2000, 2, out);
        putOutput(ports, 0x400, 1, out);
        int at = alarm + PLACE_BEHIND_ALARM + Place.LENGTH;
        if (frame.at(0) == T800x.OBD) {
            putObd(frame, at, out);
            return;
        }
        putInput(ports, 0x1000, 3, out);
        putInput(ports, 0x800, 4, out);
        putOutput(ports, 0x200, 2, out);
        putOutput(ports, 0x100, 3, out);
        putAnalogs(frame, PORTS_AT + 2, 2, out);
        boolean moving = frame.at(2) >= MOTION;
        if (!moving && frame.length() >= at + 4) {
            Place.put(frame, at, 2, 100, BATTERY, out);
            at += 2;
        }
        Place.put(frame, at, 2, 100, SUPPLY, out);
        if (moving) {
            putMotion(frame, at + 2, out);
        }
    }

    private static void putObd(Frame frame, int at, Sink out) {
        Place.put(frame, at, 2, 100, SUPPLY, out);
        Bus.put(frame, at + 2, out);
        if (frame.at(2) >= MOTION) {
            putMotion(frame, at + 2 + Bus.LENGTH, out);
        }
    }

    static void storeSecond(Frame frame, Sink out) {
        begin(frame, SECOND_ALARM_AT, out);
        int ports = frame.seek(PORTS_AT).u16();
        putInput(ports, 0x100, 1, out);
        for (int n = 2; n <= 6; n++) {
            putInput(ports, 0x8000 >> n, n, out);
        }
        int outputs = frame.at(OUTPUTS_AT);
        for (int n = 1; n <= 3; n++) {
            putOutput(outputs, 0x40 >> n, n, out);
        }
        putAnalogs(frame, OUTPUTS_AT + 2, 3, out);
        int at = SECOND_ALARM_AT + PLACE_BEHIND_ALARM + Place.LENGTH;
        Place.put(frame, at, 2, 100, BATTERY, out);
        Place.put(frame, at + 2, 2, 100, SUPPLY, out);
        int rpm = frame.at(at + 4) << 8 | frame.at(at + 5);
        if (rpm >= 0 && rpm != NONE && rpm != 0x8000) {
            out.put(RPM, rpm);
        }
        int degrees = frame.at(at + 9);
        if (degrees >= 0 && degrees != 0xFF) {
            out.put(TEMPERATURE, (degrees & 0x80) != 0 ? -(degrees & 0x7F) : degrees);
        }
        int hdop = frame.at(at + 10) << 8 | frame.at(at + 11);
        if (hdop >= 0 && hdop != NONE) {
            out.put(HDOP, hdop);
        }
        boolean bus = (ports & 0x80) != 0;
        if (bus) {
            Bus.putFleet(frame, at, out);
        }
        if (frame.at(2) > MOTION) {
            putMotion(frame, at + (bus ? 19 : 15), out);
        }
    }

    private static void begin(Frame frame, int alarm, Sink out) {
        out.message(Place.moment(frame, alarm + 7)).put(INDEX, frame.seek(5).u16());
        out.put(SIGNAL, frame.seek(SIGNAL_AT).u16() & 0x7F);
        int ports = frame.seek(PORTS_AT).u16();
        out.put(POWER, (ports & 0x8000) == 0).put(IGNITION, (ports & 0x4000) != 0);
        Place.put(frame, STATUS_AT, alarm + PLACE_BEHIND_ALARM, out);
        Alarm.put(frame.seek(alarm).u8(), out);
        out.put(MILEAGE, frame.skip(1).u32() / 1000.0);
        putLevel(frame, alarm + 6, LEVEL, out);
    }

    /** A full battery is sent as 0. */
    static void putLevel(Frame frame, int at, Param param, Sink out) {
        long level = Place.digits(frame, at, 1);
        if (level >= 0) {
            out.put(param, level == 0 ? 100 : level);
        }
    }

    private static void putInput(int bits, int bit, int number, Sink out) {
        out.put(INPUT, number, (bits & bit) != 0);
    }

    private static void putOutput(int bits, int bit, int number, Sink out) {
        out.put(OUTPUT, number, (bits & bit) != 0);
    }

    private static void putAnalogs(Frame frame, int at, int count, Sink out) {
        for (int n = 0; n < count; n++) {
            long hundredths = Place.digits(frame, at + 2 * n, 2);
            if (hundredths >= 0) {
                out.put(ANALOG, n + 1, hundredths / 100.0);
            }
        }
    }

    private static void putMotion(Frame frame, int at, Sink out) {
        if (frame.length() < at + 12) {
            return;
        }
        frame.seek(at);
        for (int n = 1; n <= 3; n++) {
            out.put(AXIS, n, frame.i16());
        }
        for (int n = 1; n <= 3; n++) {
            out.put(GYROSCOPE, n, frame.i16());
        }
    }
}
