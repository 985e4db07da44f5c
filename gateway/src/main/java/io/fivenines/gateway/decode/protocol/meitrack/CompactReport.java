package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * CCC, records of one fixed form; the answer says how many of them the tracker may forget. Numbers are little-endian.
 *
 * <pre>
 * | version u16 | record length u16 | records waiting u32 | records ...
 *
 * 0     1   5   9       13    14   15  16    18     20      22       24     28      32  34  36   38   40
 * event lat lon seconds valid sats csq speed course hdop*10 altitude metres seconds mcc mnc area cell outputs
 * 41     42    44      46      48
 * inputs input battery vehicle fences u32
 * </pre>
 *
 * <p>Seconds count from 2000, then those the tracker has run. Records of another length follow a form that the operator
 * chose in the tracker (CCB): they are kept as bytes, and so is what follows the last whole record.
 */
final class CompactReport {
    private static final int LENGTH = 52;
    private static final int HEAD = 8;
    private static final String ANSWER = "CCC,";
    private static final int PIECE = 512;
    private static final long EPOCH_MS = 946_684_800_000L;
    private static final double DEGREE = 1_000_000.0;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param RUN_TIME = Param.named("meitrack.run.time");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param WAITING = Param.named("message.count");
    private static final Param FENCES = Param.named("meitrack.io.#");
    private static final int FENCES_NUMBER = 27;
    private static final Param DATA = Param.named("user.data");

    private CompactReport() {}

    static Verdict store(Frame frame, int body, int end, Sink out) {
        int length = frame.seek(body).skip(2).u16le();
        long waiting = frame.u32le();
        int from = body + HEAD;
        if (length == 0) {
            return Verdict.TRUNCATED;
        }
        int count = (end - from) / length;
        if (count == 0) {
            return Verdict.TRUNCATED;
        }
        for (int at = from; at < end; at += length) {
            if (length == LENGTH && at + length <= end) {
                put(frame.seek(at), out);
                out.put(WAITING, waiting);
            } else {
                putBytes(frame, at, Math.min(at + length, end), out);
            }
        }
        Reply reply = Answer.begin(out, frame, frame.at(2), ANSWER.length() + Answer.digits(count));
        reply.text(ANSWER).decimal(count, 1);
        return Answer.end(out);
    }

    private static void put(Frame frame, Sink out) {
        int event = frame.u8();
        double latitude = frame.i32le() / DEGREE;
        double longitude = frame.i32le() / DEGREE;
        out.message(EPOCH_MS + frame.u32le() * 1000);
        Event.put(event, out);
        out.put(LATITUDE, latitude).put(LONGITUDE, longitude).put(VALID, frame.u8() == 1);
        out.put(SATELLITES, frame.u8()).put(SIGNAL, frame.u8());
        out.put(SPEED, frame.u16le()).put(DIRECTION, frame.u16le()).put(HDOP, frame.u16le() / 10.0);
        out.put(ALTITUDE, frame.i16le()).put(MILEAGE, frame.u32le() / 1000.0).put(RUN_TIME, frame.u32le());
        out.put(MCC, frame.u16le())
                .put(MNC, frame.u16le())
                .put(LAC, frame.u16le())
                .put(CELL, frame.u16le());
        out.put(OUTPUTS, frame.u8()).put(INPUTS, frame.u8());
        int input = frame.u16le();
        int battery = frame.u16le();
        Converter.putFirst(1, input, Converter.isNew(battery), out);
        Converter.putSupply(battery, frame.u16le(), out);
        out.put(FENCES, FENCES_NUMBER, frame.u32le());
    }

    private static void putBytes(Frame frame, int from, int to, Sink out) {
        for (int at = from; at < to; at += PIECE) {
            out.message(Sink.NO_TIME).put(DATA, frame.seek(at).hexText(Math.min(PIECE, to - at)));
        }
    }
}
