package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Vehicle data within transparent data F0 ("4G Wireless Air Protocol" VJT.04.063):
 *
 * <pre>
 * +------+----------+---------+------+--------------------------------------------------------------+
 * | time | buffered | vehicle | kind | 01 readings, 02 trouble codes, 03 alarms, 04 trip, 0B VIN,   |
 * | BCD6 | u8       | u8      | u8   | 15 behaviour                                                 |
 * +------+----------+---------+------+--------------------------------------------------------------+
 * </pre>
 *
 * Behind the first three stand status, latitude and longitude. They are where the vehicle was last known to be, which
 * the location reports tell as well: kept, but not as a position.
 */
final class VehicleData {
    private static final ElementTable TABLE = ElementTable.load("jt808-obd.tsv", "jt808.obd.#");
    private static final int VIN_ID = 0xFEEC;
    private static final int HEAD = 9;
    private static final int PLACE = 12;

    private static final Param KIND = Param.named("jt808.vehicle.kind");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param VIN = Param.named("can.vin");
    private static final Param STATUS = Param.named("device.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param LATITUDE = Param.named("jt808.vehicle.latitude");
    private static final Param LONGITUDE = Param.named("jt808.vehicle.longitude");
    private static final Param CODES = Param.named("can.dtc");
    private static final Param COUNT = Param.named("can.dtc.count");
    private static final Param ALARM = Param.named("jt808.vehicle.alarm.#");
    private static final Param TRIP = Param.named("jt808.trip.number");
    private static final Param TRIP_STATUS = Param.named("trip.status");
    private static final Param TRIP_MILEAGE = Param.named("trip.mileage");
    private static final Param TRIP_FUEL = Param.named("jt808.trip.fuel");
    private static final Param IDLE_TIME = Param.named("idle.time");
    private static final Param EVENT = Param.named("event.enum");

    private final Header header;
    private final Alarms alarms = new Alarms();

    VehicleData(Header header) {
        this.header = header;
    }

    boolean put(Frame body, Sink out) {
        if (body.remaining() <= HEAD) {
            return false;
        }
        int kind = body.at(body.offset() + HEAD - 1);
        if (kind != 1 && kind != 2 && kind != 3 && kind != 4 && kind != 0x0B && kind != 0x15) {
            return false;
        }
        long time = Clock.ms(body);
        Blob.head(header, time, out).put(BUFFERED, body.u8() > 0);
        body.skip(2);
        out.put(KIND, (long) kind);
        alarms.begin();
        switch (kind) {
            case 0x01 -> readings(body, out);
            case 0x02 -> troubleCodes(body, out);
            case 0x03 -> alarms(body, out);
            case 0x04 -> trip(body, out);
            case 0x0B -> vin(body, out);
            default -> behaviour(body, out);
        }
        alarms.end(out);
        return true;
    }

    private static void readings(Frame body, Sink out) {
        int count = body.u8();
        for (int i = 0; i < count && body.remaining() >= 3; i++) {
            int id = body.u16();
            int length = Math.min(body.u8(), body.remaining());
            int next = body.offset() + length;
            if (id == VIN_ID) {
                Chars.put(body, length, VIN, out);
            } else if (length < 1 || length > 8) {
                Items.unknown(body, TABLE.unknown(), id, length, out);
            } else {
                TABLE.put(out, id, body.unsigned(length), length);
            }
            body.seek(next);
        }
        place(body, out);
    }

    private static void place(Frame body, Sink out) {
        if (body.remaining() >= PLACE) {
            int status = body.i32();
            out.put(STATUS, status & 0xFFFF_FFFFL).put(IGNITION, (status & 1) != 0);
            out.put(LATITUDE, Location.degrees(body.u32(), (status & 4) != 0));
            out.put(LONGITUDE, Location.degrees(body.u32(), (status & 8) != 0));
        }
    }

    /** Systems u16, each: system u32, codes u16, each: code u32, status u32, text u16 + characters. */
    private static void troubleCodes(Frame body, Sink out) {
        StringBuilder codes = new StringBuilder();
        int systems = body.u16();
        long found = 0;
        for (int i = 0; i < systems && body.remaining() >= 6; i++) {
            int count = body.skip(4).u16();
            for (int k = 0; k < count && body.remaining() >= 10; k++) {
                int length = Math.min(body.skip(8).u16(), body.remaining());
                codes.append(codes.length() == 0 ? "" : " ")
                        .append(body.text(length).toString().trim());
                found++;
            }
        }
        out.put(COUNT, found);
        if (found > 0) {
            out.put(CODES, codes);
        }
        place(body, out);
    }

    /** Count u8, each: alarm u8, length u8, value. */
    private void alarms(Frame body, Sink out) {
        int count = body.u8();
        for (int i = 0; i < count && body.remaining() >= 2; i++) {
            int id = body.u8();
            int length = Math.min(body.u8(), body.remaining());
            int next = body.offset() + length;
            alarms.raise(alarm(id));
            out.put(ALARM, id, body.unsigned(Math.min(length, 8)));
            body.seek(next);
        }
        place(body, out);
    }

    private static int alarm(int id) {
        return switch (id) {
            case 0x01 -> Alarms.POWER_RESTORED;
            case 0x02 -> Alarms.POWER_CUT;
            case 0x0E -> Alarms.IDLE;
            case 0x1A -> Alarms.ACCELERATION;
            case 0x1B -> Alarms.BRAKING;
            case 0x1C -> Alarms.CORNERING;
            case 0x1D, 0x1E, 0x1F -> Alarms.LANE_CHANGE;
            case 0x23 -> Alarms.FATIGUE;
            case 0x25 -> Alarms.OVERSPEED;
            case 0x26, 0x27, 0x28 -> Alarms.CRASH;
            case 0x31, 0x32 -> Alarms.DOOR;
            default -> Alarms.NONE;
        };
    }

    /** Property u8 (1 began, 2 ended), number u32, start; an end also has its time, both places, and sums. */
    private static void trip(Frame body, Sink out) {
        if (body.remaining() < 5) {
            return;
        }
        boolean ended = body.u8() == 2;
        out.put(TRIP_STATUS, !ended).put(TRIP, body.u32());
        int sums = 2 * Clock.LENGTH + 17;
        if (ended && body.remaining() >= sums + 8) {
            out.put(IDLE_TIME, (long) body.skip(sums + 2).u16());
            out.put(TRIP_MILEAGE, body.u16() / 10.0).put(TRIP_FUEL, body.u16() / 100.0);
        }
    }

    private static void vin(Frame body, Sink out) {
        if (body.u8() > 0 && body.remaining() >= 17) {
            Chars.put(body, 17, VIN, out);
        }
    }

    private void behaviour(Frame body, Sink out) {
        if (body.remaining() < 4) {
            return;
        }
        int event = body.i32();
        out.put(EVENT, (long) event);
        alarms.raise(
                switch (event) {
                    case 51 -> Alarms.ACCELERATION;
                    case 52 -> Alarms.BRAKING;
                    case 53 -> Alarms.CORNERING;
                    case 54 -> Alarms.LANE_CHANGE;
                    case 56 -> Alarms.CRASH;
                    default -> Alarms.NONE;
                });
    }
}
