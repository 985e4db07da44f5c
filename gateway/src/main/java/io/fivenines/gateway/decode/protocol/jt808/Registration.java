package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Messages in which a tracker tells what it is. The fields of a registration grew with every edition, which its length
 * tells; the plate is what is left.
 *
 * <pre>
 * province u16, city u16, maker 5, model  8, terminal  7, color u8, plate   2011
 * province u16, city u16, maker 5, model 20, terminal  7, color u8, plate   2013
 * province u16, city u16, maker 11, model 30, terminal 30, color u8, plate  2019
 * </pre>
 */
final class Registration {
    private static final Param PROVINCE = Param.named("jt808.province");
    private static final Param CITY = Param.named("jt808.city");
    private static final Param MAKER = Param.named("jt808.maker");
    private static final Param MODEL = Param.named("device.model");
    private static final Param TERMINAL = Param.named("jt808.terminal.id");
    private static final Param COLOR = Param.named("jt808.plate.color");
    private static final Param PLATE = Param.named("vehicle.plate");
    private static final Param IMEI = Param.named("device.imei");
    private static final Param FIRMWARE = Param.named("device.firmware.version");
    private static final Param HARDWARE = Param.named("device.hardware.version");
    private static final Param TYPE = Param.named("jt808.terminal.type");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param GNSS = Param.named("jt808.gnss.abilities");
    private static final Param RADIO = Param.named("jt808.radio.abilities");

    private static final int LENGTH_2013 = 37;
    private static final int LENGTH_2019 = 76;
    private static final int MODEL_MORE = 12;

    private Registration() {}

    static void put(Header header, Frame body, Sink out) {
        boolean new2019 = header.version() >= 0 && body.remaining() >= LENGTH_2019;
        boolean old = body.remaining() < LENGTH_2013;
        if (old && body.remaining() < LENGTH_2013 - MODEL_MORE) {
            Blob.put(header, body, out);
            return;
        }
        Blob.head(header, Sink.NO_TIME, out);
        out.put(PROVINCE, (long) body.u16()).put(CITY, (long) body.u16());
        Chars.put(body, new2019 ? 11 : 5, MAKER, out);
        Chars.put(body, new2019 ? 30 : old ? 8 : 20, MODEL, out);
        Chars.put(body, new2019 ? 30 : 7, TERMINAL, out);
        out.put(COLOR, (long) body.u8());
        Chars.put(body, body.remaining(), PLATE, out);
    }

    /** The code of an authentication; the body then stands where it stood. */
    static CharSequence code(Header header, Frame body) {
        int from = body.offset();
        int length = body.at(from);
        boolean told = header.version() >= 0 && length >= 0 && body.remaining() > length;
        CharSequence code = told ? body.seek(from + 1).text(length) : body.text(body.remaining());
        body.seek(from);
        return code;
    }

    /** Authentication: since 2019 with a length before the code, and IMEI and version behind it. */
    static void authentication(Header header, Frame body, Sink out) {
        int code = body.at(body.offset()) + 1;
        if (header.version() >= 0 && body.remaining() >= code + 15) {
            body.skip(code);
            Blob.head(header, Sink.NO_TIME, out);
            Chars.put(body, 15, IMEI, out);
            Chars.put(body, body.remaining(), FIRMWARE, out);
        }
    }

    /**
     * Attributes.
     *
     * <pre>
     * type u16, maker 5, model 20, terminal 7, ICCID BCD10, hardware u8 + text, firmware u8 + text, GNSS u8, radio u8
     * </pre>
     */
    static void attributes(Header header, Frame body, Sink out) {
        boolean new2019 = header.version() >= 0;
        int fixed = new2019 ? 2 + 5 + 30 + 30 + 10 : 2 + 5 + 20 + 7 + 10;
        if (body.remaining() < fixed) {
            Blob.put(header, body, out);
            return;
        }
        Blob.head(header, Sink.NO_TIME, out).put(TYPE, (long) body.u16());
        Chars.put(body, 5, MAKER, out);
        Chars.put(body, new2019 ? 30 : 20, MODEL, out);
        Chars.put(body, new2019 ? 30 : 7, TERMINAL, out);
        out.put(ICCID, body.hexText(10));
        version(body, HARDWARE, out);
        version(body, FIRMWARE, out);
        if (body.remaining() >= 2) {
            out.put(GNSS, (long) body.u8()).put(RADIO, (long) body.u8());
        }
    }

    private static void version(Frame body, Param param, Sink out) {
        if (body.remaining() > 0) {
            Chars.put(body, Math.min(body.u8(), body.remaining()), param, out);
        }
    }
}
