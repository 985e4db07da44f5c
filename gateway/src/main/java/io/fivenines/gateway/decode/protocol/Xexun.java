package io.fivenines.gateway.decode.protocol;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Xexun TK101, TK102, XT009 and kin ("GPRS protocol of TK102", Xexun): an NMEA sentence without its dollar sign, with
 * its checksum, and what the tracker adds around it. Nothing is answered.
 *
 * <pre>
 * yymmddhhmmss,phone,GPRMC,hhmmss.sss,A,lat,N,lon,E,knots,course,ddmmyy,,,A*7A,F,event, imei:IMEI,
 *      satellites,altitude,F:4.28V,charging,length,checksum,mcc,mnc,area,cell,mileage\r\n
 * GPRMC,...*7A,F,event,imei:IMEI,         the short form, which has no end of line
 * yymmddhhmmss,phone,,L,event,imei:...    without a fix
 * </pre>
 *
 * <p>The first field is the tracker's own clock, in a zone that it does not tell.
 */
public final class Xexun implements Codec {
    private static final int LENGTH_MAX = 2048;
    private static final double KMH_IN_KNOT = 1.852;
    private static final String IDENT = "imei:";

    private static final Param CLOCK = Param.named("device.time.local");
    private static final Param PHONE = Param.named("device.phone");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SIGNAL = Param.named("xexun.signal");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param INPUT = Param.named("ain.#");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param EVENT = Param.named("event.code");
    private static final Param OTHER = Param.named("xexun.field.#");

    /** What an event means; the words are compared without regard to case and marks. */
    private record Meaning(String word, Param param, boolean value) {
        Meaning(String word, String param, boolean value) {
            this(word, Param.named(param), value);
        }
    }

    private static final Meaning[] MEANINGS = {
        new Meaning("accon", "engine.ignition.status", true),
        new Meaning("accstart", "engine.ignition.status", true),
        new Meaning("accoff", "engine.ignition.status", false),
        new Meaning("accstop", "engine.ignition.status", false),
        new Meaning("helpme", "alarm.sos", true),
        new Meaning("lowbattery", "alarm.battery.low", true),
        new Meaning("move", "alarm.movement", true),
        new Meaning("moved", "alarm.movement", true),
        new Meaning("speed", "alarm.overspeed", true),
        new Meaning("stockade", "alarm.geofence.exit", true),
    };

    public static final Protocol PROTOCOL = new Protocol(
            "xexun",
            5006,
            Framing.of(LENGTH_MAX, Xexun::cut),
            Xexun::new,
            Opening.of("G[NP]RMC,", "(\\d{12})?,[^,]{0,24},(G[NP]RMC|,[FL]),"));

    private final Session session;

    Xexun(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int blank = 0;
        while (ahead.at(blank) >= 0 && ahead.at(blank) <= ' ') {
            blank++;
        }
        if (blank > 0) {
            return -blank;
        }
        boolean ident = false;
        boolean brief = isSentence(ahead, 0);
        for (int i = 0; i < ahead.length(); i++) {
            int c = ahead.at(i);
            ident |= c == 'i' && ahead.has(i, IDENT);
            if (c == '\n' || brief && ident && c == ',') {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean isSentence(Frame frame, int at) {
        return frame.at(at) == 'G' && frame.has(at + 2, "RMC,");
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - 1;
        end -= frame.at(end - 1) == '\r' ? 1 : 0;
        int sentence = 0;
        while (sentence < end && !isSentence(frame, sentence)) {
            sentence++;
        }
        int star = frame.find('*', sentence);
        boolean located = sentence < end && star > 0;
        if (located && !sound(frame, sentence, star)) {
            return Verdict.BAD_CHECKSUM;
        }
        int rest = located ? star + "*7A,".length() : restWithout(frame);
        int ident = rest;
        while (ident < end && !frame.has(ident, IDENT)) {
            ident++;
        }
        if (ident >= end) {
            return Verdict.UNSUPPORTED;
        }
        int from = ident + IDENT.length();
        Fields tail = frame.seek(from).split(end - from, ',');
        if (!session.identify(tail.text(0))) {
            return Verdict.UNIDENTIFIED;
        }
        store(frame, located ? sentence : -1, star, out);
        Fields head = frame.seek(0).split(located ? sentence : rest, ',');
        head.putText(0, CLOCK, out);
        if (head.isReal(1)) {
            out.put(PHONE, head.text(1));
        } else if (head.has(1)) {
            out.put(OTHER, 1, head.text(1));
        }
        putEvent(frame.seek(rest).split(Math.max(0, ident - rest), ','), out);
        putTail(frame.seek(from).split(end - from, ','), out);
        return Verdict.ACCEPTED;
    }

    private static boolean sound(Frame frame, int sentence, int star) {
        Fields sum = frame.seek(star + 1).split(Math.min(2, frame.length() - star - 1), ',');
        return sum.isHex(0) && sum.hex(0) == Crc.xor(frame, sentence, star - sentence);
    }

    /** Where the signal's letter stands in a report without a sentence: behind clock, phone and an empty field. */
    private static int restWithout(Frame frame) {
        int at = 0;
        for (int i = 0; i < 3 && at >= 0; i++) {
            int comma = frame.find(',', at);
            at = comma < 0 ? frame.length() : comma + 1;
        }
        return at;
    }

    private static void store(Frame frame, int sentence, int star, Sink out) {
        if (sentence < 0) {
            out.message(Sink.NO_TIME);
            return;
        }
        Fields fields = frame.seek(sentence).split(star - sentence, ',');
        out.message(fields.moment(9, 1));
        if (fields.isReal(3) && fields.isReal(5)) {
            out.put(LATITUDE, fields.degreesMinutes(3, 4)).put(LONGITUDE, fields.degreesMinutes(5, 6));
            out.put(VALID, fields.is(2, "A"));
        }
        fields.put(7, SPEED, KMH_IN_KNOT, out);
        fields.put(8, DIRECTION, 1, out);
    }

    private static void putEvent(Fields fields, Sink out) {
        fields.putText(0, SIGNAL, out);
        if (!fields.has(1) || fields.is(1, " ")) {
            return;
        }
        out.put(EVENT, fields.text(1));
        for (Meaning meaning : MEANINGS) {
            if (means(fields, meaning.word)) {
                out.put(meaning.param, meaning.value);
            }
        }
    }

    private static boolean means(Fields fields, String word) {
        int at = 0;
        for (int k = 0; k < fields.length(1); k++) {
            int letter = fields.charAt(1, k) | 0x20;
            if (letter >= 'a' && letter <= 'z') {
                if (at == word.length() || word.charAt(at++) != letter) {
                    return false;
                }
            }
        }
        return at == word.length();
    }

    private static void putTail(Fields fields, Sink out) {
        fields.putWhole(1, SATELLITES, out);
        fields.put(2, ALTITUDE, 1, out);
        putVoltages(fields, out);
        if (fields.is(4, "0") || fields.is(4, "1")) {
            out.put(CHARGING, fields.is(4, "1"));
        }
        fields.putWhole(7, MCC, out);
        fields.putWhole(8, MNC, out);
        if (fields.isHex(9) && fields.isHex(10)) {
            out.put(LAC, fields.hex(9)).put(CELL, fields.hex(10));
        }
        int digits = fields.length(11) - "km".length();
        if (fields.isReal(11, 0, digits)) {
            out.put(MILEAGE, fields.real(11, 0, digits));
        }
        for (int i = 12; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(OTHER, i, fields.text(i));
            }
        }
    }

    /** The battery, and inputs if there are any: {@code F:4.10V/ADC1=0.76V/ADC2=0.00V}. */
    private static void putVoltages(Fields fields, Sink out) {
        int number = 0;
        for (int k = 1; k < fields.length(3); k++) {
            char mark = fields.charAt(3, k - 1);
            int to = k;
            while (to < fields.length(3) && fields.charAt(3, to) != 'V') {
                to++;
            }
            if (mark == ':' && fields.isReal(3, k, to - k)) {
                out.put(BATTERY, fields.real(3, k, to - k));
            } else if (mark == '=' && fields.isReal(3, k, to - k)) {
                out.put(INPUT, ++number, fields.real(3, k, to - k));
            }
        }
    }
}
