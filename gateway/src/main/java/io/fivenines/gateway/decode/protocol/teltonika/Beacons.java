package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Lists of Bluetooth beacons and sensors, counted through a record. The plain list:
 *
 * <pre>
 * +----+-----+----------+----+-------+-----------+-----+
 * |part|flags|identity  |RSSI|battery|temperature|flags|...
 * +----+-----+----------+----+-------+-----------+-----+
 *             20 or 16    1    2       2            bytes, the last three if their flag is set
 * </pre>
 *
 * <p>The list of tagged values, of the advanced beacon settings and the EYE sensors:
 *
 * <pre>
 * +----+------+---+------+-----+---+------+-----+------+
 * |part|length|tag|length|value|tag|length|value|length|...
 * +----+------+---+------+-----+---+------+-----+------+
 * </pre>
 */
final class Beacons {
    private static final Param ID = Param.named("beacon.id.#");
    private static final Param UUID = Param.named("beacon.uuid.#");
    private static final Param DATA = Param.named("beacon.data.#");
    private static final Param NAME = Param.named("beacon.name.#");
    private static final Param MAC = Param.named("beacon.mac.#");
    private static final Param RSSI = Param.named("beacon.signal.dbm.#");
    private static final Param BATTERY = Param.named("beacon.battery.voltage.#");
    private static final Param BATTERY_RAW = Param.named("beacon.battery.raw.#");
    private static final Param BATTERY_LOW = Param.named("beacon.battery.low.#");
    private static final Param TEMPERATURE = Param.named("beacon.temperature.#");
    private static final Param TEMPERATURE_RAW = Param.named("beacon.temperature.raw.#");
    private static final Param HUMIDITY = Param.named("beacon.humidity.#");
    private static final Param MAJOR = Param.named("beacon.major.#");
    private static final Param MINOR = Param.named("beacon.minor.#");
    private static final Param MAGNET = Param.named("beacon.magnet.status.#");
    private static final Param MAGNET_COUNT = Param.named("beacon.magnet.count.#");
    private static final Param MOVEMENT = Param.named("beacon.movement.status.#");
    private static final Param MOVEMENT_COUNT = Param.named("beacon.movement.count.#");
    private static final Param PITCH = Param.named("beacon.pitch.#");
    private static final Param ROLL = Param.named("beacon.roll.#");
    private static final Param TAGGED = Param.named("teltonika.data.*");

    private static final int HAS_RSSI = 0x01;
    private static final int HAS_BATTERY = 0x02;
    private static final int HAS_TEMPERATURE = 0x04;
    private static final int IBEACON = 0x20;
    private static final int IDENTITY = 16;

    private Beacons() {}

    /** Puts the plain list that fills the frame; what is no whole beacon at its end is left there. */
    static int list(Frame frame, int known, Sink out) {
        frame.u8();
        int beacons = known;
        while (frame.remaining() > 0 && size(frame.at(frame.offset())) <= frame.remaining()) {
            beacons++;
            beacon(frame, beacons, out);
        }
        return beacons;
    }

    private static int size(int flags) {
        int size = 1 + IDENTITY + ((flags & IBEACON) > 0 ? 4 : 0) + ((flags & HAS_RSSI) > 0 ? 1 : 0);
        return size + ((flags & HAS_BATTERY) > 0 ? 2 : 0) + ((flags & HAS_TEMPERATURE) > 0 ? 2 : 0);
    }

    private static void beacon(Frame frame, int number, Sink out) {
        int flags = frame.u8();
        out.put((flags & IBEACON) > 0 ? UUID : ID, number, frame.hexText(IDENTITY));
        if ((flags & IBEACON) > 0) {
            out.put(MAJOR, number, frame.u16());
            out.put(MINOR, number, frame.u16());
        }
        if ((flags & HAS_RSSI) > 0) {
            out.put(RSSI, number, frame.i8());
        }
        if ((flags & HAS_BATTERY) > 0) {
            out.put(BATTERY_RAW, number, frame.u16());
        }
        if ((flags & HAS_TEMPERATURE) > 0) {
            out.put(TEMPERATURE_RAW, number, frame.u16());
        }
    }

    /** Puts the list of tagged values that fills the frame; what is no whole beacon at its end is left there. */
    static int tagged(Frame frame, int id, int known, Sink out) {
        frame.u8();
        int beacons = known;
        while (frame.remaining() > 0 && frame.at(frame.offset()) < frame.remaining()) {
            beacons++;
            int was = frame.narrow(frame.u8());
            while (frame.remaining() > 1) {
                value(frame, id, beacons, out);
            }
            frame.widen(was);
        }
        return beacons;
    }

    private static void value(Frame frame, int id, int number, Sink out) {
        int tag = frame.u8();
        int length = Math.min(frame.u8(), frame.remaining());
        int from = frame.offset();
        boolean known = text(frame, tag, length, number, out);
        if (!known && (length == 1 || length == 2)) {
            int raw = length == 1 ? frame.u8() : frame.u16();
            known = measurement(tag, raw, length == 1 ? (byte) raw : (short) raw, number, out);
        }
        if (!known) {
            out.put(TAGGED, id + "." + number + "." + tag, frame.seek(from).hexText(length));
        }
        frame.seek(from + length);
    }

    private static boolean text(Frame frame, int tag, int length, int number, Sink out) {
        switch (tag) {
            case 1 -> out.put(ID, number, frame.hexText(length));
            case 2 -> data(frame, length, number, out);
            case 5 -> out.put(NAME, number, frame.text(length));
            case 15 -> out.put(MAC, number, length == 6 ? frame.macText() : frame.hexText(length));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** An EYE beacon has two bytes: flags, of which the highest says that the battery follows, as 10 mV above 2 V. */
    private static void data(Frame frame, int length, int number, Sink out) {
        if (length == 2 && frame.at(frame.offset()) >= 0x80) {
            out.put(BATTERY, number, (2000 + 10 * frame.at(frame.offset() + 1)) / 1000.0);
        }
        out.put(DATA, number, frame.hexText(length));
    }

    private static boolean measurement(int tag, int raw, int signed, int number, Sink out) {
        switch (tag) {
            case 0 -> out.put(RSSI, number, signed);
            case 6 -> out.put(TEMPERATURE, number, signed / 100.0);
            case 7 -> out.put(HUMIDITY, number, raw);
            case 8 -> out.put(MAGNET, number, raw > 0);
            case 9 -> out.put(MOVEMENT, number, raw > 0);
            case 10 -> out.put(MOVEMENT_COUNT, number, raw);
            case 11 -> out.put(PITCH, number, signed);
            case 12 -> out.put(ROLL, number, signed);
            case 13 -> out.put(BATTERY_LOW, number, raw > 0);
            case 14 -> out.put(BATTERY, number, raw / 1000.0);
            case 16 -> out.put(MAGNET_COUNT, number, raw);
            default -> {
                return false;
            }
        }
        return true;
    }
}
