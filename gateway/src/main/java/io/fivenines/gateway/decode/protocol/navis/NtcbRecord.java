package io.fivenines.gateway.decode.protocol.navis;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A record of NTCB in one of the formats F1 to F6, of which the later ones have more. What stands in all of them:
 *
 * <pre>
 * +--------+------------+-----------+------------+-----------+------------+-----------+----------+---------+
 * | format | number u32 | event u16 | event time | status u8 | modules u8 | signal u8 | outputs, | voltage |
 * | u8     |            |           | h m s d m y|           |            |           | inputs   | u16 u16 |
 * +--------+------------+-----------+------------+-----------+------------+-----------+----------+---------+
 * </pre>
 *
 * The month of a time counts from 0.
 */
final class NtcbRecord {
    private static final int F1 = 0x01;
    private static final int F2 = 0x02;
    private static final int F3 = 0x03;
    private static final int F4 = 0x04;
    private static final int F5 = 0x05;
    private static final int F5_1 = 0x15;
    private static final int F5_2 = 0x25;
    private static final int F6 = 0x06;
    private static final int FUEL_ERRORS = 65_500;

    private static final Param FORMAT = Param.named("navis.format");
    private static final Param INDEX = Param.named("message.index");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param EVENT_TIME = Param.named("navis.event.timestamp");
    private static final Param STATUS = Param.named("device.status");
    private static final Param ARMED = Param.named("armed.status");
    private static final Param ALARM = Param.named("alarm.general");
    private static final Param MODULES = Param.named("navis.modules.#");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param INPUTS = Param.named("din");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param ANALOG = Param.named("ain.#");
    private static final Param COUNTER = Param.named("counter.#");
    private static final Param FREQUENCY = Param.named("frequency.#");
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param FUEL_TEMPERATURE = Param.named("fuel.temperature.#");
    private static final Param CAN_RAW = Param.named("navis.can.raw");
    private static final Param FUEL_FREQUENCY = Param.named("navis.fuel.frequency.#");
    private static final Param RPM = Param.named("can.engine.rpm");
    private static final Param SEGMENT = Param.named("segment.mileage");

    /** Whether a record of a known format is at the cursor, all of it. */
    boolean fits(Frame frame) {
        int length = length(frame.at(frame.offset()));
        return length > 0 && length <= frame.remaining();
    }

    private static int length(int format) {
        return switch (format) {
            case F1 -> 30;
            case F2 -> 71;
            case F3 -> 26;
            case F4 -> 27;
            case F5 -> 67;
            case F5_1 -> 82;
            case F5_2 -> 86;
            case F6 -> 111;
            default -> 0;
        };
    }

    /** Where the position stands, 0 where there is none. */
    private static int fixAt(int format) {
        return switch (format) {
            case F2 -> 38;
            case F5, F5_1, F5_2 -> 34;
            case F6 -> 74;
            default -> 0;
        };
    }

    /** Puts the record at the cursor; the cursor is left where it ends. */
    void put(Frame frame, Sink out) {
        int start = frame.offset();
        int format = frame.at(start);
        int fixAt = fixAt(format);
        long eventMs = timeMs(frame.seek(start + 7));
        out.message(fixAt == 0 ? eventMs : timeMs(frame.seek(start + fixAt + 1)));
        frame.seek(start + 1);
        out.put(FORMAT, (long) format).put(INDEX, frame.u32le()).put(EVENT, (long) frame.u16le());
        out.put(EVENT_TIME, eventMs / 1000);
        frame.skip(6);
        status(frame.u8(), format, out);
        out.put(MODULES, 1, (long) frame.u8());
        out.put(CSQ, (long) frame.u8());
        inputs(frame, format, out);
        measurements(frame, format, out);
        if (fixAt > 0) {
            fix(frame.seek(start + fixAt), format, out);
        }
        if (format == F5_1 || format == F5_2) {
            fuel(frame, out);
        }
        if (format == F4 || format == F5_2) {
            temperatures(frame, out);
        }
        frame.seek(start + length(format));
    }

    private static long timeMs(Frame frame) {
        int hour = frame.u8();
        int minute = frame.u8();
        int second = frame.u8();
        int day = frame.u8();
        int month = frame.u8() + 1;
        return Utc.ms(2000 + frame.u8(), month, day, hour, minute, second);
    }

    /** Up to F5 a mode, and the highest bit for an alarm; F6: bit 0 guards, 1 alarm. */
    private static void status(int status, int format, Sink out) {
        boolean six = format == F6;
        out.put(STATUS, (long) status);
        if (six) {
            out.put(ARMED, (status & 1) != 0);
        }
        if ((six ? status & 2 : status & 0x80) != 0) {
            out.put(ALARM, true);
        }
    }

    private static void inputs(Frame frame, int format, Sink out) {
        if (format <= F3) {
            out.put(OUTPUTS, (long) frame.u16le());
        } else if (format == F4 || format == F6) {
            out.put(OUTPUTS, (long) (frame.u8() & 15));
        } else {
            int octet = frame.u8();
            out.put(OUTPUTS, (long) (octet & 3)).put(SATELLITES, (long) (octet >> 2));
        }
        out.put(INPUTS, (long) (format <= F4 ? frame.u16le() : frame.u8()));
    }

    private static void measurements(Frame frame, int format, Sink out) {
        out.put(SUPPLY, frame.u16le() / 1000.0).put(BATTERY, frame.u16le() / 1000.0);
        if (format <= F3) {
            out.put(TEMPERATURE, 1, (long) frame.i16le());
        }
        if (format == F3 || format == F4) {
            return;
        }
        for (int i = 1; i <= (format == F6 ? 3 : 2); i++) {
            out.put(ANALOG, i, frame.u16le() / 1000.0);
        }
        if (format == F1) {
            return;
        }
        for (int i = 1; i <= 2; i++) {
            out.put(COUNTER, i, frame.u32le());
        }
        if (format == F6) {
            six(frame, out);
        }
    }

    /** Two frequencies, eight fuel level sensors, four thermometers, the vehicle's bus. */
    private static void six(Frame frame, Sink out) {
        out.put(FREQUENCY, 1, (long) frame.u16le());
        out.put(FREQUENCY, 2, (long) frame.u16le());
        for (int sensor = 1; sensor <= 8; sensor++) {
            int degrees = frame.i8();
            fuel(frame.u16le(), degrees, sensor, out);
        }
        temperatures(frame, out);
        long bus = frame.i32le();
        if (bus != -1) {
            out.put(CAN_RAW, bus);
        }
        int rpm = frame.u16le();
        if (rpm != 0xFFFF) {
            out.put(RPM, (long) rpm);
        }
    }

    private static void fuel(int level, int degrees, int sensor, Sink out) {
        if (level < FUEL_ERRORS) {
            out.put(FUEL, sensor, (long) level);
            out.put(FUEL_TEMPERATURE, sensor, (long) degrees);
        }
    }

    private static void temperatures(Frame frame, Sink out) {
        for (int i = 1; i <= 4; i++) {
            int degrees = frame.i8();
            if (degrees != -128) {
                out.put(TEMPERATURE, i, (long) degrees);
            }
        }
    }

    private static void fix(Frame frame, int format, Sink out) {
        int state = frame.u8();
        frame.skip(6);
        if (format == F6) {
            Fix.state(state, out);
            Fix.coordinates(frame, out);
        } else {
            out.put(VALID, (state & 2) != 0);
            Fix.radians(frame, out);
        }
        Fix.motion(frame, out);
        out.put(SEGMENT, (double) frame.f32le());
        frame.skip(4);
    }

    /** Three fuel level sensors: level, temperature, frequency. */
    private static void fuel(Frame frame, Sink out) {
        for (int sensor = 1; sensor <= 3; sensor++) {
            int level = frame.u16le();
            fuel(level, frame.i8(), sensor, out);
            int frequency = frame.u16le();
            if (level < FUEL_ERRORS) {
                out.put(FUEL_FREQUENCY, sensor, (long) frequency);
            }
        }
    }
}
