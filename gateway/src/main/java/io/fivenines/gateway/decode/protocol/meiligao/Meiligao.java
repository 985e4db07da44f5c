package io.fivenines.gateway.decode.protocol.meiligao;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Downlink;
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
 * Meiligao VT300, VT310, GT30i, VT900 and kin ("GPRS communication protocol", Shenzhen Meiligao).
 *
 * <pre>
 * 0    2        4            11            13
 * +----+--------+------------+-------------+------+---------+------+
 * | $$ | length | ID, 7 BCD  | command u16 | data | CRC u16 | \r\n |
 * +----+--------+------------+-------------+------+---------+------+
 *      | u16, of the whole   | padded with F       | CCITT-FALSE of all before it
 * </pre>
 *
 * <p>An answer begins with {@code @@} and is otherwise of the same form.
 */
public final class Meiligao implements Codec {
    private static final int LENGTH_MAX = 8 * 1024;
    private static final int ID = 4;
    private static final int ID_LENGTH = 7;
    private static final int COMMAND = ID + ID_LENGTH;
    private static final int DATA = COMMAND + 2;
    private static final int TAIL = 4;
    private static final int PADDING = 0xF;

    private static final int HEARTBEAT = 0x0001;
    private static final int SERVER = 0x0002;
    private static final int PICTURE_BEGINS = 0x0800;
    private static final int PICTURE_BEGUN = 0x8801;
    private static final int PICTURE_ENDS = 0x0F80;
    private static final int LOGIN = 0x5000;
    private static final int LOGGED_IN = 0x4000;
    private static final int RETRANSMISSION = 0x6688;
    private static final int PICTURE = 0x9988;
    private static final int OBD = 0x9901;
    private static final int OBD_TOTALS = 0x9902;
    private static final int TROUBLE_CODES = 0x9903;
    private static final int LOGGED = 0x9016;
    private static final int PLACE = 0x9955;
    private static final int CARDS = 0x9966;
    private static final int PLACE_OF_PICTURE = 0x9977;
    private static final int ALARM = 0x9999;
    /** Answers have the number of the command, or in older trackers a 5 before its last three digits. */
    private static final int ANSWER = 4;

    private static final int ANSWER_OLD = 5;
    private static final int RESULT_MAX = 512;

    private static final Param RESULT = Param.named("command.result");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param CODES = Param.named("can.dtc");
    private static final Param PICTURE_INDEX = Param.named("photo.index");

    public static final Protocol PROTOCOL = new Protocol(
            "meiligao",
            5009,
            Framing.of(LENGTH_MAX, Meiligao::cut),
            Meiligao::new,
            Opening.of("\\$\\$[\\x00-\\x0F].{8}(\\x00[\\x01\\x02]|\\x08\\x00|\\x0F\\x80|[\\x41-\\x66\\x90\\x99].)"));

    private final Session session;

    Meiligao(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int start = ahead.find('$', 0);
        if (start != 0) {
            return start < 0 ? -ahead.length() : -start;
        }
        if (ahead.length() < ID) {
            return ahead.length() > 1 && ahead.at(1) != '$' ? -1 : 0;
        }
        int length = ahead.at(2) << 8 | ahead.at(3);
        if (ahead.at(1) != '$' || length < DATA + TAIL || length > LENGTH_MAX) {
            return -1;
        }
        return ahead.length() < length ? 0 : length;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - TAIL;
        if (Crc.CCITT_FALSE.of(frame, 0, end) != frame.seek(end).u16()) {
            return Verdict.BAD_CHECKSUM;
        }
        int digits = 0;
        while (digits < 2 * ID_LENGTH && digit(frame, digits) != PADDING) {
            digits++;
        }
        if (!session.identify(frame.seek(ID).hexText(ID_LENGTH, 0, digits))) {
            return Verdict.UNIDENTIFIED;
        }
        return read(frame, frame.seek(COMMAND).u16(), end, out);
    }

    private static int digit(Frame frame, int i) {
        return frame.at(ID + i / 2) >> (i % 2 == 0 ? 4 : 0) & PADDING;
    }

    private static Verdict read(Frame frame, int command, int end, Sink out) {
        int first = frame.at(DATA);
        return switch (command) {
            case LOGIN -> answer(frame, LOGGED_IN, 1, 1, out);
            case HEARTBEAT -> answer(frame, HEARTBEAT, 1, 1, out);
            case PICTURE_BEGINS -> answer(frame, PICTURE_BEGUN, first, 1, out);
            // No part is wanted again.
            case PICTURE_ENDS -> answer(frame, RETRANSMISSION, first << 16, 3, out);
            // It asks which address to use; the gateway does not know by which it is reached.
            case SERVER -> Verdict.IGNORED;
            case PICTURE -> Picture.store(frame, DATA, end, out);
            case PLACE, LOGGED, ALARM, PLACE_OF_PICTURE, RETRANSMISSION -> readPlaces(frame, command, end, out);
            case CARDS -> Cards.store(frame, DATA, end, out);
            case OBD -> Obd.store(frame.seek(DATA).split(end - DATA, ','), out);
            case OBD_TOTALS -> Obd.storeTotals(frame.seek(DATA).split(end - DATA, ','), out);
            case TROUBLE_CODES -> put(CODES, frame.seek(DATA).text(end - DATA), out);
            default -> readAnswer(frame, end, out);
        };
    }

    private static Verdict readAnswer(Frame frame, int end, Sink out) {
        int length = Math.min(RESULT_MAX, end - COMMAND);
        int family = frame.at(COMMAND) >> 4;
        if (family != ANSWER && family != ANSWER_OLD) {
            return put(RESULT, frame.seek(COMMAND).hexText(length), out);
        }
        if (end - DATA == 1 && frame.at(DATA) == 0) {
            out.refusal(Sink.UNNUMBERED, frame.seek(COMMAND).hexText(length));
        } else {
            out.answer(Sink.UNNUMBERED, frame.seek(COMMAND).hexText(length));
        }
        return put(RESULT, frame.seek(COMMAND).hexText(length), out);
    }

    private static Verdict put(Param param, CharSequence text, Sink out) {
        out.message(Sink.NO_TIME).put(param, text);
        return Verdict.ACCEPTED;
    }

    private static Verdict readPlaces(Frame frame, int command, int end, Sink out) {
        if (command == RETRANSMISSION) {
            return Report.storeAll(frame, DATA, end, out);
        }
        int skipped = switch (command) {
            case LOGGED -> 6;
            case ALARM -> 1;
            case PLACE_OF_PICTURE -> 2;
            default -> 0;
        };
        if (!Report.store(frame, DATA + skipped, end, out)) {
            return Verdict.TRUNCATED;
        }
        if (command == ALARM) {
            Alarm.put(frame.at(DATA), out);
        } else if (command == LOGGED) {
            out.put(BUFFERED, true);
        } else if (command == PLACE_OF_PICTURE) {
            out.put(PICTURE_INDEX, frame.at(DATA));
        }
        return Verdict.ACCEPTED;
    }

    private static Verdict answer(Frame frame, int command, int data, int dataLength, Sink out) {
        Reply reply = out.reply().text("@@").u16(DATA + dataLength + TAIL);
        reply.bytes(frame, ID, ID_LENGTH).u16(command);
        for (int i = dataLength - 1; i >= 0; i--) {
            reply.u8(data >> 8 * i);
        }
        reply.u16(Crc.CCITT_FALSE.of(reply, 0)).text("\r\n");
        return Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        return BinaryCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return BinaryCommand.encode(order, session.ident(), out);
    }
}
