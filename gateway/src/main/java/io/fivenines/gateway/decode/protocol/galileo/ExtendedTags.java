package io.fivenines.gateway.decode.protocol.galileo;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;
import java.util.Arrays;

/** Extended tags within tag FE: length u16, then a number u16 and a value each. */
final class ExtendedTags {
    private static final int[] LENGTHS = new int[256];

    static {
        lengths(1, 0x85, 0x85, 0x93, 0x93, 0xA4, 0xA8, 0xB0, 0xB2, 0xFC, 0xFC);
        lengths(2, 0x81, 0x84);
        lengths(3, 0xD9, 0xFA);
        lengths(4, 0x01, 0x80, 0x86, 0x91, 0xA9, 0xA9, 0xAC, 0xAC);
        lengths(6, 0xAD, 0xAE, 0xB4, 0xB6);
        lengths(8, 0xFD, 0xFE);
        lengths(12, 0xAB, 0xAB, 0xB3, 0xB3);
        lengths(14, 0xAF, 0xAF);
        lengths(15, 0x92, 0x92);
        lengths(20, 0x94, 0x94);
    }

    private static final ElementTable TABLE = ElementTable.load("galileo-extended.tsv", "galileo.extended.#");
    private static final double KPA_IN_PSI = 6.894757;

    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param SENSOR = Param.named("galileo.thermometer.id.#");
    private static final Param VISIBLE = Param.named("galileo.gnss.visible.#");
    private static final Param USED = Param.named("galileo.gnss.used.#");
    private static final Param SNR = Param.named("galileo.gnss.snr.#");
    private static final Param SNR_MAX = Param.named("galileo.gnss.snr.max.#");
    private static final Param IMSI = Param.named("sim.imsi");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param KEY = Param.named("ibutton.code");
    private static final Param KEYS = Param.named("galileo.ibutton.#");
    private static final Param TIRE_PRESSURE = Param.named("tire.pressure.#");
    private static final Param TIRE_TEMPERATURE = Param.named("tire.temperature.#");
    private static final Param TIRE_STATUS = Param.named("galileo.tire.status.#");
    private static final Param REST = Param.named("galileo.extended.rest");

    private ExtendedTags() {}

    private static void lengths(int length, int... ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            Arrays.fill(LENGTHS, ranges[i], ranges[i + 1] + 1, length);
        }
    }

    static void put(Frame frame, Sink out) {
        int end = frame.offset() + 2 + frame.u16le();
        while (end - frame.offset() > 2) {
            int start = frame.offset();
            int tag = frame.u16le();
            int length = tag < LENGTHS.length ? LENGTHS[tag] : 0;
            if (length == 0 || length > end - frame.offset()) {
                out.put(REST, frame.seek(start).hexText(Math.min(512, end - start)));
                return;
            }
            int next = frame.offset() + length;
            put(frame, tag, length, out);
            frame.seek(next);
        }
    }

    private static void put(Frame frame, int tag, int length, Sink out) {
        if (TABLE.find(tag) != null) {
            TABLE.put(out, tag, frame.unsignedLe(length), length);
            return;
        }
        switch (tag) {
            case 0x92 -> out.put(IMSI, frame.text(length));
            case 0x94 -> out.put(ICCID, frame.text(length));
            case 0xFD -> out.put(KEY, frame.hexText(length));
            case 0xFE -> out.put(KEYS, 2, frame.hexText(length));
            default -> family(frame, tag, length, out);
        }
    }

    private static void family(Frame frame, int tag, int length, Sink out) {
        if (tag >= 0x86 && tag <= 0x8D) {
            int number = tag - 0x86 + 17;
            int id = frame.u16le();
            int value = frame.i16le();
            if (id != 127 || value != Short.MIN_VALUE) {
                out.put(SENSOR, number, (long) id);
                out.put(TEMPERATURE, number, value / 256.0);
            }
        } else if (tag >= 0x8E && tag <= 0x91) {
            int system = tag - 0x8E + 1;
            out.put(VISIBLE, system, (long) frame.u8());
            out.put(USED, system, (long) frame.u8());
            out.put(SNR, system, (long) frame.u8());
            out.put(SNR_MAX, system, (long) frame.u8());
        } else if (tag >= 0xD9 && tag <= 0xFA) {
            tire(frame, tag - 0xD9 + 1, out);
        } else {
            out.put(TABLE.unknown(), tag, frame.hexText(length));
        }
    }

    /** Pressure in psi u8, temperature i8, bit 0 no sensor, 1 its battery, 2-4 why it was sent. */
    private static void tire(Frame frame, int tire, Sink out) {
        int pressure = frame.u8();
        int degrees = frame.i8();
        int status = frame.u8();
        if ((status & 1) == 0) {
            out.put(TIRE_PRESSURE, tire, pressure * KPA_IN_PSI);
            out.put(TIRE_TEMPERATURE, tire, (long) degrees);
            out.put(TIRE_STATUS, tire, (long) (status >> 1));
        }
    }
}
