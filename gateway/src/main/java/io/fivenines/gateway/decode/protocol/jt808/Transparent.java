package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Transparent data (09 00): a type u8, and what a maker made of it. */
final class Transparent {
    private static final Param TYPE = Param.named("jt808.transparent.type");
    private static final Param DRIVER = Param.named("driver.id");
    private static final Param TEXT = Param.named("message.text");
    private static final Param VALID = Param.named("position.valid");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param CRASH = Param.named("crash.acceleration");
    private static final Param BEACON = Param.named("beacon.id.#");
    private static final Param BEACON_SIGNAL = Param.named("beacon.signal.dbm.#");
    private static final Param BEACON_DATA = Param.named("jt808.beacon.data.#");
    private static final Param ILLUMINANCE = Param.named("illuminance");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param INSIDE = Param.named("device.temperature");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param PRESSURE = Param.named("pressure");

    private final Header header;
    private final VehicleData vehicle;
    private int type;

    Transparent(Header header) {
        this.header = header;
        vehicle = new VehicleData(header);
    }

    void put(Frame body, Sink out) {
        int start = body.offset();
        type = body.u8();
        boolean known = switch (type) {
            case 0x40 -> text(body, out);
            case 0x41 -> readings(body, out);
            case 0x53 -> beacons(body, out);
            case 0x54 -> samples(body, out);
            case 0xF0 -> vehicle.put(body, out);
            case 0xF3 -> collision(body, out);
            case 0xFF -> location(body, out);
            default -> false;
        };
        if (!known) {
            Blob.put(header, body.seek(start), out);
        }
    }

    private Sink head(long timeMs, Sink out) {
        return Blob.head(header, timeMs, out).put(TYPE, (long) type);
    }

    /** A text, its length before it in two bytes; GTSL|kind|..|..|card| tells a driver's card. */
    private boolean text(Frame body, Sink out) {
        if (body.remaining() > 2 && body.at(body.offset()) == 0) {
            body.skip(2);
        }
        int start = body.offset();
        if (!Chars.isText(body, body.remaining())) {
            return false;
        }
        head(Sink.NO_TIME, out);
        Fields fields = body.split(body.remaining(), '|');
        if (fields.is(0, "GTSL") && fields.has(4)) {
            out.put(DRIVER, fields.text(4));
        } else {
            Chars.put(body.seek(start), body.remaining(), TEXT, out);
        }
        return true;
    }

    private boolean readings(Frame body, Sink out) {
        if (!body.has(body.offset(), "$OBD-RT,") || body.remaining() < 8) {
            return false;
        }
        ObdText.put(body, body.remaining(), head(Sink.NO_TIME, out));
        return true;
    }

    /** Where the tracker was, for what follows. */
    private boolean place(Frame body, Sink out) {
        int start = body.offset();
        if (body.remaining() < Location.LENGTH - 4) {
            return false;
        }
        head(Clock.ms(body.skip(Location.LENGTH - 4 - Clock.LENGTH)), out);
        Location.fix(body.seek(start), out);
        body.skip(Clock.LENGTH);
        return true;
    }

    /** Beacons: their count over all packets u8, then index u8, address 6, signal i8, length u8, data. */
    private boolean beacons(Frame body, Sink out) {
        if (!place(body, out)) {
            return false;
        }
        body.skip(Math.min(1, body.remaining()));
        while (body.remaining() >= 9) {
            int index = body.u8() + 1;
            out.put(BEACON, index, body.macText());
            out.put(BEACON_SIGNAL, index, (long) body.i8());
            int length = Math.min(body.u8(), body.remaining());
            out.put(BEACON_DATA, index, body.hexText(length));
        }
        return true;
    }

    /** Samples: mask u16, time, then what the mask says is there. */
    private boolean samples(Frame body, Sink out) {
        if (!place(body, out)) {
            return false;
        }
        while (body.remaining() >= 2 + Clock.LENGTH) {
            int mask = body.u16();
            long time = Clock.ms(body);
            int length = (mask & 1) * 2 + (mask >> 1 & 1) * 4 + (mask >> 2 & 1) * 2;
            length += (mask >> 3 & 1) * 6 + (mask >> 4 & 1) * 2;
            if (length > body.remaining()) {
                return true;
            }
            sample(body, mask, head(time, out));
        }
        return true;
    }

    private static void sample(Frame body, int mask, Sink out) {
        if ((mask & 1) != 0) {
            out.put(ILLUMINANCE, (long) body.u16());
        }
        if ((mask & 2) != 0) {
            out.put(INSIDE, body.i16() / 10.0);
            out.put(HUMIDITY, 1, body.i16() / 10.0);
        }
        if ((mask & 4) != 0) {
            out.put(TEMPERATURE, 1, body.i16() / 10.0);
        }
        body.skip((mask >> 3 & 1) * 6);
        if ((mask & 16) != 0) {
            out.put(PRESSURE, (long) body.u16());
        }
    }

    /** A collision: a list of id u16, length u16, value. */
    private boolean collision(Frame body, Sink out) {
        int start = body.offset();
        long time = Sink.NO_TIME;
        double strength = -1;
        while (body.remaining() >= 4) {
            int id = body.u16();
            int length = Math.min(body.u16(), body.remaining());
            int next = body.offset() + length;
            if (id == 6 && length == Clock.LENGTH) {
                time = Clock.ms(body);
            } else if (id == 2 && length == 2) {
                strength = body.u16() / 25_600.0;
            }
            body.seek(next);
        }
        if (strength < 0) {
            return false;
        }
        head(time, out).put(CRASH, strength);
        body.seek(start);
        return true;
    }

    /** A collision's first place: time, signed coordinates, altitude, speed, direction. */
    private boolean location(Frame body, Sink out) {
        if (body.remaining() < Clock.LENGTH + 14) {
            return false;
        }
        head(Clock.ms(body), out).put(VALID, true);
        out.put(LATITUDE, body.i32() / 1e6).put(LONGITUDE, body.i32() / 1e6);
        Location.motion(body, out);
        return true;
    }
}
