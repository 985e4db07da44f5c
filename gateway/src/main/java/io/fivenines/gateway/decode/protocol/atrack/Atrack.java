package io.fivenines.gateway.decode.protocol.atrack;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * ATrack AK, AL, AS, AT, AU, AX, AY ("ATrack Protocol Document", revisions 1.1.4 to 1.5.2).
 *
 * <pre>
 * 0    2     4        6            8           16
 * +----+-----+--------+------------+-----------+---------+
 * | @P | CRC | length | number u16 | ident u64 | records |      @R: a part of a picture
 * +----+-----+--------+------------+-----------+---------+
 *      | ARC from the length on, which is that of what follows it
 *
 * in text, each record a line:  @P,CRC,length,number,ident,records
 * FE 02 | ident u64 | number u16                        keep alive, answered with itself; the answer to reports
 * $INFO=ident,...                                       answers to commands end with \r\n
 * </pre>
 *
 * <p>The operator may choose another prefix than {@code @P} in text. There the CRC is of all from the comma behind it
 * on, and the length is that of all from the comma behind it on.
 */
public final class Atrack implements Codec {
    private static final int HEAD = 6;
    private static final int DATA = 16;
    private static final int LENGTH_MAX = HEAD + 0xFFFF + 64;
    private static final int KEEP_ALIVE = 0xFE02;
    private static final int KEEP_ALIVE_LENGTH = 12;
    private static final int CRC_AT = 3;
    private static final int CRC_DIGITS_MAX = 4;
    private static final int LENGTH_DIGITS_MAX = 5;
    private static final int PIECE = 512;
    private static final int PICTURE_HEAD = 8;

    private static final Param RESULT = Param.named("command.result");
    private static final Param MODEL = Param.named("device.model");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param INDEX = Param.named("photo.packet");
    private static final Param COUNT = Param.named("photo.packets");
    private static final Param OFFSET = Param.named("photo.offset");
    private static final Param PICTURE = Param.named("photo.data");

    public static final Protocol PROTOCOL = new Protocol(
            "atrack",
            5082,
            Framing.of(LENGTH_MAX, Atrack::cut),
            Atrack::new,
            Opening.of(
                    "@[PR]..[\\x00-\\x0F]...",
                    "..,[0-9A-F]{1,4},\\d{1,5},\\d{1,10},",
                    "\\xFE\\x02\\x00[\\x00-\\x23]",
                    "\\$(OK|INFO=|ERROR=)"));

    private final Session session;

    Atrack(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int first = ahead.at(0);
        if (first == '\r' || first == '\n') {
            return -1;
        }
        if (first == '$') {
            return ahead.find('\n', 0) + 1;
        }
        if (ahead.length() < CRC_AT) {
            return 0;
        }
        if (first == KEEP_ALIVE >> 8 && ahead.at(1) == (KEEP_ALIVE & 0xFF)) {
            return ahead.length() < KEEP_ALIVE_LENGTH ? 0 : KEEP_ALIVE_LENGTH;
        }
        int text = cutText(ahead);
        if (text >= 0 || first != '@') {
            return text;
        }
        if (ahead.length() < HEAD) {
            return 0;
        }
        int length = HEAD + (ahead.at(HEAD - 2) << 8 | ahead.at(HEAD - 1));
        if (length < DATA) {
            return -1;
        }
        return ahead.length() < length ? 0 : length;
    }

    /** The comma alone tells nothing: it may be the first byte of a checksum. */
    private static int cutText(Frame ahead) {
        if (ahead.at(2) != ',') {
            return -1;
        }
        int body = CRC_AT;
        while (body < CRC_AT + CRC_DIGITS_MAX && Character.digit(ahead.at(body), 16) >= 0) {
            body++;
        }
        int end = body + 1;
        int length = 0;
        while (end < body + 1 + LENGTH_DIGITS_MAX && Character.digit(ahead.at(end), 10) >= 0) {
            length = length * 10 + Character.digit(ahead.at(end++), 10);
        }
        if (ahead.length() <= body || ahead.at(body) == ',' && ahead.length() <= end) {
            return 0;
        }
        if (body == CRC_AT || ahead.at(body) != ',' || end == body + 1 || ahead.at(end) != ',') {
            return -1;
        }
        return ahead.length() < end + length ? 0 : end + length;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (frame.at(0) == '$') {
            return readAnswer(frame, out);
        }
        if (cutText(frame) == frame.length()) {
            return readText(frame, out);
        }
        if (frame.at(0) != '@') {
            out.reply().bytes(frame, 0, frame.length());
            return Verdict.ACCEPTED;
        }
        int crc = frame.seek(2).u16();
        if (crc != Crc.ARC.of(frame, 4, frame.length() - 4)) {
            return Verdict.BAD_CHECKSUM;
        }
        if (!session.identify(frame.seek(DATA - 8).decimalText(8, 1))) {
            return Verdict.UNIDENTIFIED;
        }
        boolean good = frame.at(1) == 'R' ? storePicture(frame, out) : BinaryRecord.storeAll(frame, DATA, out);
        if (!good) {
            return Verdict.TRUNCATED;
        }
        out.reply().u16(KEEP_ALIVE).bytes(frame, DATA - 8, 8).bytes(frame, HEAD, 2);
        return Verdict.ACCEPTED;
    }

    private Verdict readText(Frame frame, Sink out) {
        int body = frame.find(',', CRC_AT);
        if (frame.seek(CRC_AT).hexDigits(body - CRC_AT) != Crc.ARC.of(frame, body, frame.length() - body)) {
            return Verdict.BAD_CHECKSUM;
        }
        int number = frame.find(',', body + 1) + 1;
        int ident = frame.find(',', number) + 1;
        int records = frame.find(',', ident) + 1;
        if (number < 1 || ident < 1 || records < 1) {
            return Verdict.TRUNCATED;
        }
        long serial = frame.seek(number).digits(ident - 1 - number);
        long unit = frame.seek(ident).digits(records - 1 - ident);
        if (frame.truncated()) {
            return Verdict.TRUNCATED;
        }
        if (!session.identify(frame.seek(ident).text(records - 1 - ident))) {
            return Verdict.UNIDENTIFIED;
        }
        if (!TextRecord.storeAll(frame, records, out)) {
            return Verdict.TRUNCATED;
        }
        out.reply().u16(KEEP_ALIVE).u32(unit >>> 32).u32(unit).u16((int) serial);
        return Verdict.ACCEPTED;
    }

    private Verdict readAnswer(Frame frame, Sink out) {
        int end = frame.length() - 1;
        end -= frame.at(end - 1) == '\r' ? 1 : 0;
        if (!frame.has(0, "$INFO=")) {
            if (!session.identified()) {
                return Verdict.UNIDENTIFIED;
            }
            out.message(Sink.NO_TIME).put(RESULT, frame.seek(0).text(end));
            AtCommand.answered(frame, end, out);
            return Verdict.ACCEPTED;
        }
        int from = "$INFO=".length();
        Fields fields = frame.seek(from).split(end - from, ',');
        if (!session.identify(fields.text(0))) {
            return Verdict.UNIDENTIFIED;
        }
        out.message(Sink.NO_TIME);
        fields.putText(1, MODEL, out);
        fields.putText(2, VERSION, out);
        fields.put(6, SUPPLY, 0.1, out);
        fields.put(7, BATTERY, 0.1, out);
        fields.putWhole(8, SATELLITES, out);
        fields.putWhole(10, SIGNAL, out);
        AtCommand.answered(frame, end, out);
        return Verdict.ACCEPTED;
    }

    /** {@code seconds u32, part u8, parts u8, length u16, bytes}; false if they are not there. */
    private static boolean storePicture(Frame frame, Sink out) {
        long timeMs = frame.seek(DATA).u32() * 1000;
        int part = frame.u8();
        int parts = frame.u8();
        int from = DATA + PICTURE_HEAD;
        int end = from + frame.u16();
        if (frame.truncated() || end > frame.length()) {
            return false;
        }
        for (int at = from; at < end; at += PIECE) {
            out.message(timeMs).put(INDEX, part).put(COUNT, parts).put(OFFSET, at - from);
            out.put(PICTURE, frame.seek(at).hexText(Math.min(PIECE, end - at)));
        }
        return true;
    }

    @Override
    public Downlink downlink() {
        return AtCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return AtCommand.encode(order, out);
    }
}
