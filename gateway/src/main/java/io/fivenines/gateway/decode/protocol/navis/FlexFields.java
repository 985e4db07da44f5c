package io.fivenines.gateway.decode.protocol.navis;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;
import java.util.Arrays;

/** The fields of FLEX records, numbered from 1: how long each is, and what it means. */
final class FlexFields {
    static final int COUNT = 255;
    static final int EVENT_TIME = 3;
    static final int TIME = 9;

    private static final int[] LENGTHS = new int[COUNT + 1];

    static {
        Arrays.fill(LENGTHS, 2);
        lengths(1, 4, 8, 29, 32, 45, 52, 56, 56, 63, 65, 69, 69, 72, 72, 78, 83, 98, 99, 101, 101, 104, 104, 118, 118);
        lengths(1, 122, 126, 139, 140, 144, 145, 167, 170, 199, 199, 202, 202, 207, 222);
        lengths(3, 84, 93, 142, 142, 146, 146, 198, 198);
        lengths(4, 1, 1, 3, 3, 9, 13, 15, 16, 33, 34, 37, 37, 54, 54, 57, 57, 67, 67, 74, 74, 76, 76, 102, 103);
        lengths(4, 105, 105, 127, 132, 172, 174, 176, 176, 179, 179, 193, 196, 203, 203, 205, 206, 238, 252);
        lengths(6, 94, 94, 107, 107, 109, 109, 197, 197);
        lengths(8, 70, 70, 253, 255);
        LENGTHS[73] = 16;
        LENGTHS[77] = 37;
        LENGTHS[95] = 12;
        LENGTHS[96] = 24;
        LENGTHS[97] = 48;
        LENGTHS[204] = 5;
    }

    private static final ElementTable TABLE = ElementTable.load("navis.tsv", "navis.field.#");
    private static final int FUEL_ERRORS = 65_500;
    private static final int NO_CAN_FUEL = 0x7FFF;

    private static final Param SPEED = Param.named("position.speed");
    private static final Param VISIBLE = Param.named("position.satellites.visible");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param PDOP = Param.named("position.pdop");
    private static final Param STATUS = Param.named("device.status");
    private static final Param ARMED = Param.named("armed.status");
    private static final Param ALARM = Param.named("alarm.general");
    private static final Param TOW = Param.named("alarm.tow");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param SEGMENT = Param.named("segment.mileage");
    private static final Param CAN_FUEL = Param.named("can.fuel.volume");
    private static final Param CAN_FUEL_LEVEL = Param.named("can.fuel.level");
    private static final Param CAN_CONSUMED = Param.named("can.fuel.consumed");
    private static final Param CAN_MILEAGE = Param.named("can.vehicle.mileage");
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param FUEL_TEMPERATURE = Param.named("fuel.temperature.#");

    private FlexFields() {}

    private static void lengths(int length, int... ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            Arrays.fill(LENGTHS, ranges[i], ranges[i + 1] + 1, length);
        }
    }

    static int length(int field) {
        return LENGTHS[field];
    }

    /** Puts the field at the cursor, and leaves the cursor anywhere. */
    static void put(Frame frame, int field, Sink out) {
        int length = LENGTHS[field];
        if (TABLE.find(field) != null) {
            long raw = frame.unsignedLe(length);
            if (!isVoid(field, raw)) {
                TABLE.put(out, field, raw, length);
            }
            return;
        }
        switch (field) {
            case 4 -> status(frame.u8(), out);
            case 8 -> Fix.state(frame.u8(), out);
            case TIME -> {}
            case 10 -> Fix.latitude(frame.i32le(), out);
            case 11 -> Fix.longitude(frame.i32le(), out);
            case 13 -> real(frame, SPEED, out);
            case 15 -> real(frame, MILEAGE, out);
            case 16 -> real(frame, SEGMENT, out);
            case 53 -> canFuel(frame.u16le(), out);
            case 54 -> real(frame, CAN_CONSUMED, out);
            case 57 -> real(frame, CAN_MILEAGE, out);
            case 70 -> visible(frame, out);
            case 71 -> out.put(HDOP, frame.u8() / 10.0).put(PDOP, frame.u8() / 10.0);
            default -> other(frame, field, length, out);
        }
    }

    /** The numbers that stand for no sensor, by kind of field. */
    private static boolean isVoid(int field, long raw) {
        if (field >= 38 && field <= 44) {
            return raw >= FUEL_ERRORS;
        }
        if (field >= 45 && field <= 52 || field == 56 || field >= 78 && field <= 83) {
            return raw == 0x80;
        }
        if (field == 55 || field >= 58 && field <= 62) {
            return raw == 0xFFFF;
        }
        return LENGTHS[field] == 1 && field >= 63 && field <= 69 && raw == 0xFF;
    }

    /** Bit 2 alarm, 3-4 mode (1 and 2: guards), 5 towed. */
    private static void status(int status, Sink out) {
        int mode = status >> 3 & 3;
        out.put(STATUS, (long) status).put(ARMED, mode == 1 || mode == 2);
        if ((status & 4) != 0) {
            out.put(ALARM, true);
        }
        if ((status & 32) != 0) {
            out.put(TOW, true);
        }
    }

    /** Numbers below zero say that there is none. */
    private static void real(Frame frame, Param param, Sink out) {
        double value = frame.f32le();
        if (value >= 0) {
            out.put(param, value);
        }
    }

    private static void canFuel(int raw, Sink out) {
        if (raw >= 0x8000) {
            out.put(CAN_FUEL_LEVEL, (long) (raw & 0x7FFF));
        } else if (raw != NO_CAN_FUEL) {
            out.put(CAN_FUEL, raw / 10.0);
        }
    }

    /** Satellites in view of each of eight systems. */
    private static void visible(Frame frame, Sink out) {
        long sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += frame.u8();
        }
        out.put(VISIBLE, sum);
    }

    private static void other(Frame frame, int field, int length, Sink out) {
        if (field >= 84 && field <= 93) {
            int level = frame.u16le();
            int degrees = frame.i8();
            if (level < FUEL_ERRORS) {
                out.put(FUEL, field - 84 + 7, (long) level);
                out.put(FUEL_TEMPERATURE, field - 84 + 7, (long) degrees);
            }
        } else if (length > 8) {
            out.put(TABLE.unknown(), field, frame.hexText(length));
        } else {
            out.put(TABLE.unknown(), field, frame.unsignedLe(length));
        }
    }
}
