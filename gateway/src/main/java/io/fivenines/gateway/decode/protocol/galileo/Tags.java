package io.fivenines.gateway.decode.protocol.galileo;

import io.fivenines.gateway.decode.Digits;
import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;
import java.util.Arrays;

/** The tags: how long each is, and what it means. */
final class Tags {
    private static final int[] LENGTHS = new int[256];
    /** The next byte says how many follow. */
    private static final int COUNTED = -2;
    /** The next two bytes say it. */
    private static final int COUNTED_WIDE = -3;

    static {
        Arrays.fill(LENGTHS, -1);
        lengths(1, 0x01, 0x02, 0x35, 0x36, 0x43, 0x43, 0x49, 0x49, 0x88, 0x8C, 0xA0, 0xAF, 0xC4, 0xD2, 0xD5, 0xD5);
        lengths(2, 0x04, 0x04, 0x10, 0x10, 0x21, 0x21, 0x34, 0x34, 0x40, 0x42, 0x45, 0x46, 0x48, 0x48, 0x50, 0x59);
        lengths(2, 0x60, 0x62, 0x70, 0x7D, 0xB0, 0xB9, 0xD6, 0xDA);
        lengths(3, 0x5D, 0x5D, 0x63, 0x6F, 0x80, 0x87);
        lengths(4, 0x11, 0x11, 0x20, 0x20, 0x33, 0x33, 0x44, 0x44, 0x47, 0x47, 0x5A, 0x5A, 0x90, 0x90, 0xC0, 0xC3);
        lengths(4, 0xD3, 0xD4, 0xDB, 0xE0, 0xE2, 0xE9, 0xF0, 0xF9);
        lengths(7, 0x5B, 0x5B);
        lengths(9, 0x30, 0x30);
        lengths(15, 0x03, 0x03);
        lengths(68, 0x5C, 0x5C);
        lengths(COUNTED, 0xE1, 0xE1, 0xEA, 0xEA);
        lengths(COUNTED_WIDE, 0xFE, 0xFE);
    }

    private static final ElementTable TABLE = ElementTable.load("galileo.tsv", "galileo.tag.#");
    private static final int CELLS = 2;
    private static final double KPA_IN_PSI = 6.894757;

    private static final Param HARDWARE = Param.named("device.hardware.version");
    private static final Param FIRMWARE = Param.named("device.firmware.version");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SOURCE = Param.named("position.gnss.status");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param ACCURACY = Param.named("position.accuracy");
    private static final Param[] AXES = {
        Param.named("x.acceleration"), Param.named("y.acceleration"), Param.named("z.acceleration")
    };
    private static final Param[] ECO = {
        Param.named("galileo.eco.acceleration"),
        Param.named("galileo.eco.braking"),
        Param.named("galileo.eco.cornering"),
        Param.named("galileo.eco.bump")
    };
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param FUEL_TEMPERATURE = Param.named("fuel.temperature.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param SENSOR = Param.named("galileo.thermometer.id.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param KEY = Param.named("driver.id");
    private static final Param CAN_FUEL = Param.named("can.fuel.level");
    private static final Param COOLANT = Param.named("can.engine.temperature");
    private static final Param RPM = Param.named("can.engine.rpm");
    private static final Param TIRE_PRESSURE = Param.named("tire.pressure.#");
    private static final Param TIRE_TEMPERATURE = Param.named("tire.temperature.#");
    private static final Param TIRE_STATUS = Param.named("galileo.tire.status.#");
    private static final Param RESULT = Param.named("command.result");
    private static final Param USER_DATA = Param.named("user.data");

    private final Digits digits = new Digits();
    private int source;

    private static void lengths(int length, int... ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            Arrays.fill(LENGTHS, ranges[i], ranges[i + 1] + 1, length);
        }
    }

    /** How many bytes the value at the cursor has, its own length included; -1 where the tag is not known. */
    static int length(int tag, Frame frame) {
        int at = frame.offset();
        return switch (LENGTHS[tag]) {
            case COUNTED -> 1 + Math.max(0, frame.at(at));
            case COUNTED_WIDE -> 2 + Math.max(0, frame.at(at)) + 256 * Math.max(0, frame.at(at + 1));
            default -> LENGTHS[tag];
        };
    }

    /** Starts a record. */
    void begin() {
        source = 0;
    }

    /** Puts the value at the cursor. */
    void put(Frame frame, int tag, Sink out) {
        if (TABLE.find(tag) != null) {
            TABLE.put(out, tag, frame.unsignedLe(LENGTHS[tag]), LENGTHS[tag]);
            return;
        }
        switch (tag) {
            case 0x01 -> out.put(HARDWARE, digits.of(frame.u8()));
            case 0x02 -> out.put(FIRMWARE, digits.of(frame.u8()));
            case TagRecord.PLACE -> place(frame, out);
            case 0x33 -> out.put(SPEED, frame.u16le() / 10.0).put(DIRECTION, frame.u16le() / 10.0);
            case 0x35 -> precision(frame, out);
            case 0x40 -> Status.put(frame.u16le(), out);
            case 0x44 -> acceleration(frame, out);
            case 0x47 -> eco(frame, out);
            case 0x48 -> Status.putExtended(frame.u16le(), out);
            case 0x5C -> tires(frame, out);
            case 0x90 -> key(frame.u32le(), out);
            case 0xC1 -> engine(frame, out);
            case 0xE1 -> out.put(RESULT, frame.text(frame.u8()));
            case 0xEA -> out.put(USER_DATA, frame.hexText(frame.u8()));
            case 0xFE -> ExtendedTags.put(frame, out);
            default -> sensor(frame, tag, out);
        }
    }

    /** Satellites in the lower half byte, in the upper one 0: GNSS, 2: mobile cells, others: not valid. */
    private void place(Frame frame, Sink out) {
        int octet = frame.u8();
        source = octet >> 4;
        out.put(SATELLITES, (long) (octet & 15)).put(SOURCE, (long) source).put(VALID, source == 0);
        out.put(LATITUDE, frame.i32le() / 1e6).put(LONGITUDE, frame.i32le() / 1e6);
    }

    private void precision(Frame frame, Sink out) {
        if (source == CELLS) {
            out.put(ACCURACY, frame.u8() * 10L);
        } else {
            out.put(HDOP, frame.u8() / 10.0);
        }
    }

    /** Ten bits an axis, 512 is 0 g, 186 more is 1 g. */
    private static void acceleration(Frame frame, Sink out) {
        long bits = frame.u32le();
        for (int axis = 0; axis < AXES.length; axis++) {
            out.put(AXES[axis], ((bits >> 10 * axis & 0x3FF) - 512) / 186.0);
        }
    }

    private static void eco(Frame frame, Sink out) {
        for (Param manoeuvre : ECO) {
            out.put(manoeuvre, frame.u8() / 100.0);
        }
    }

    private void key(long key, Sink out) {
        if (key != 0) {
            out.put(KEY, digits.of(key));
        }
    }

    private static void engine(Frame frame, Sink out) {
        out.put(CAN_FUEL, frame.u8() * 0.4).put(COOLANT, frame.u8() - 40L).put(RPM, frame.u16le() / 8.0);
    }

    /** For each of 34 tyres: pressure in psi u8; bits 0-2 temperature in steps of 20 from -40, 3 no sensor, ... */
    private static void tires(Frame frame, Sink out) {
        for (int tire = 1; tire <= 34; tire++) {
            int pressure = frame.u8();
            int status = frame.u8();
            if ((status & 8) == 0) {
                out.put(TIRE_PRESSURE, tire, pressure * KPA_IN_PSI);
                out.put(TIRE_TEMPERATURE, tire, (status & 7) * 20L - 40);
                out.put(TIRE_STATUS, tire, (long) (status >> 4));
            }
        }
    }

    private static void sensor(Frame frame, int tag, Sink out) {
        if (tag >= 0x63 && tag <= 0x6F) {
            out.put(FUEL, tag - 0x60 + 1, (long) frame.u16le());
            out.put(FUEL_TEMPERATURE, tag - 0x60 + 1, (long) frame.i8());
        } else if (tag >= 0x70 && tag <= 0x77) {
            thermometer(frame, tag - 0x70 + 1, out);
        } else if (tag >= 0x80 && tag <= 0x87) {
            if (thermometer(frame, tag - 0x80 + 9, out)) {
                out.put(HUMIDITY, tag - 0x80 + 9, frame.u8() / 2.55);
            }
        } else {
            out.put(TABLE.unknown(), tag, frame.hexText(LENGTHS[tag]));
        }
    }

    /** Identity 127 and -128 degrees: there is none. */
    private static boolean thermometer(Frame frame, int number, Sink out) {
        int id = frame.u8();
        int degrees = frame.i8();
        if (id == 127 && degrees == -128) {
            return false;
        }
        out.put(SENSOR, number, (long) id);
        out.put(TEMPERATURE, number, (long) degrees);
        return true;
    }
}
