package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * The reports of locks (55 01, and 55 02 without a fix), digits in BCD:
 *
 * <pre>
 * +--------+--------+----------+-----------+------+----+----+----+----+------+----+------+------+-----+-------+
 * | ddmmyy | hhmmss | ddmmmmmm | dddmmmmmm | flag | kn | 2° | CSQ| sat| km   | %  | cell | area | ... | items |
 * | 3      | 3      | 4        | 4.5       | .5   | u8 | u8 | u8 | u8 | u32  | u8 | u32  | u16  |     |       |
 * +--------+--------+----------+-----------+------+----+----+----+----+------+----+------+------+-----+-------+
 * </pre>
 *
 * Flag: bit 1 north, bit 2 east. Before the items: product u8, status u16, alarm u16. Items: id u8, length u8, value.
 */
final class Lock {
    private static final int LENGTH = 31;
    private static final int DECIMAL = 14;
    private static final int PRODUCT_LOCK = 3;
    private static final int CHARGING = 0xAA;
    private static final int CHARGED = 0xAB;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param CHARGES = Param.named("battery.charging.status");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param PRODUCT = Param.named("jt808.lock.product");
    private static final Param STATUS = Param.named("device.status");
    private static final Param FLAGS = Param.named("jt808.alarm.flags");
    private static final Param BLOCKED = Param.named("engine.blocked.status");
    private static final Param AREA = Param.named("geofence.id");
    private static final Param WAKEUP = Param.named("jt808.wakeup");
    private static final Param TILT = Param.named("jt808.tilt.#");
    private static final Param COMMAND = Param.named("jt808.lock.command");
    private static final Param CARD = Param.named("jt808.lock.card");
    private static final Param PASSWORD = Param.named("jt808.lock.password");
    private static final Param RESULT = Param.named("jt808.lock.result");
    private static final Param ITEM = Param.named("jt808.item.#");

    private final Header header;
    private final Alarms alarms = new Alarms();

    Lock(Header header) {
        this.header = header;
    }

    void put(Frame frame, Sink out) {
        if (frame.remaining() < LENGTH || !Clock.isDecimal(frame, DECIMAL)) {
            Blob.put(header, frame, out);
            return;
        }
        int date = (int) frame.bcd(3);
        out.message(Utc.ddmmyy(date, frame.bcd(3)));
        long latitude = frame.bcd(4);
        long longitude = frame.bcd(4) * 10 + (frame.at(frame.offset()) >> 4);
        int flag = frame.u8() & 15;
        out.put(LATITUDE, (flag & 2) != 0 ? degrees(latitude) : -degrees(latitude));
        out.put(LONGITUDE, (flag & 4) != 0 ? degrees(longitude) : -degrees(longitude));
        out.put(VALID, header.kind != Jt808.LOCK_REPORT_BLIND);
        out.put(SPEED, frame.u8() * 1.852).put(DIRECTION, frame.u8() * 2L);
        out.put(CSQ, (long) frame.u8()).put(SATELLITES, (long) frame.u8()).put(MILEAGE, frame.u32());
        battery(frame.u8(), out);
        out.put(CELL, frame.u32()).put(LAC, (long) frame.u16());
        state(frame, out);
        while (frame.remaining() >= 2) {
            int id = frame.u8();
            int length = Math.min(frame.u8(), frame.remaining());
            int next = frame.offset() + length;
            item(frame, id, length, out);
            frame.seek(next);
        }
        alarms.end(out);
    }

    /** Degrees, and minutes with four decimals. */
    private static double degrees(long digits) {
        long whole = digits / 1_000_000;
        return whole + digits % 1_000_000 / 600_000.0;
    }

    private static void battery(int value, Sink out) {
        if (value <= 100) {
            out.put(LEVEL, (long) value);
        } else if (value == CHARGING || value == CHARGED) {
            out.put(CHARGES, true);
        }
    }

    private void state(Frame frame, Sink out) {
        int product = frame.u8();
        int status = frame.u16();
        int flags = frame.u16();
        out.put(PRODUCT, (long) product).put(STATUS, (long) status).put(FLAGS, (long) flags);
        alarms.begin();
        if (product == PRODUCT_LOCK) {
            out.put(BLOCKED, (status & 32) != 0);
            alarms.raiseIf((flags & 1) != 0, Alarms.OVERSPEED);
            alarms.raiseIf((flags & 4) != 0, Alarms.VIBRATION);
            alarms.raiseIf((flags & 2) != 0 || (flags & 8) != 0, Alarms.BATTERY_LOW);
            alarms.raiseIf((flags & 32) != 0, Alarms.GEOFENCE_ENTER);
            alarms.raiseIf((flags & 64) != 0, Alarms.GEOFENCE_EXIT);
        } else if (product == 1 || product == 2) {
            alarms.raiseIf((flags & 1) != 0, Alarms.BATTERY_LOW);
        }
    }

    private static void item(Frame frame, int id, int length, Sink out) {
        switch (id << 8 | length) {
            case 0x0202 -> out.put(ALTITUDE, (long) frame.i16());
            case 0x0A03 -> out.put(MCC, (long) frame.u16()).put(MNC, (long) frame.u8());
            case 0x0C06 -> {
                for (int axis = 1; axis <= 3; axis++) {
                    out.put(TILT, axis, (long) frame.i16());
                }
            }
            case 0x1001 -> out.put(WAKEUP, (long) frame.u8());
            case 0xFC01 -> out.put(AREA, (long) frame.u8());
            default -> {
                if (id != 0x0B || !command(frame, length, out)) {
                    Items.unknown(frame, ITEM, id, length, out);
                }
            }
        }
    }

    /** How a lock was told to open: command u8, a card (u32) or a password (6), the result if there is room. */
    static boolean command(Frame frame, int length, Sink out) {
        if (length < 1 || length > 8) {
            return false;
        }
        out.put(COMMAND, (long) frame.u8());
        if (length >= 7) {
            Chars.put(frame, 6, PASSWORD, out);
        } else if (length >= 5) {
            out.put(CARD, frame.u32());
        }
        if (length % 2 == 0) {
            out.put(RESULT, (long) frame.u8());
        }
        return true;
    }
}
