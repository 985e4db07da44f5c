package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * JT/T 808, "General specifications for vehicle terminal communication protocol and data format", 2013 and 2019, with
 * what makers of trackers and of locks added. {@link Header} shows the frame. A kind of message that is not known is
 * kept as bytes and acknowledged, for its tracker would send it for ever.
 */
public final class Jt808 implements Codec {
    /** Twice what the length can say, escaped: makers stretch it. */
    private static final int LENGTH_MAX = 8 * 1024;

    public static final Protocol PROTOCOL = new Protocol(
                    "jt808",
                    5015,
                    Framing.of(LENGTH_MAX, Jt808::cut),
                    Jt808::new,
                    Opening.of(
                            "[~\\xE7][\\x00-\\x1F\\x60].[\\x00-\\x07\\x20-\\x27\\x40-\\x47\\x60-\\x67]",
                            "~\\x55[\\x01\\x02]",
                            "\\(\\d{10},\\d,\\d{3},[BP]"))
            .withSecret("[!-~]{1,255}");

    static final int LOCK_REPORT = 0x5501;
    static final int LOCK_REPORT_BLIND = 0x5502;

    private static final int REGISTRATION = 0x0100;
    private static final int REGISTERED = 0x8100;
    private static final int KNOWN_ALREADY = 3;
    private static final int AUTHENTICATION = 0x0102;
    private static final int SERVER_TIME_QUERY = 0x0004;
    private static final int SERVER_TIME = 0x8004;
    private static final int TIME_SYNC_QUERY = 0x0109;
    private static final int TIME_SYNC = 0x8109;
    private static final int PICTURE = 0x0801;
    private static final int PICTURE_STORED = 0x8800;
    private static final int BATCH = 0x0704;

    private static final Param RESULT = Param.named("command.result");

    private final Session session;
    private final Header header = new Header();
    private final Answer answer = new Answer(header);
    private final TerminalCommand command = new TerminalCommand(header, answer);
    private final Location location = new Location(header);
    private final MessageBody reader = new MessageBody(header, location);
    private final Picture picture = new Picture(header, location);
    private final Fragments fragments = new Fragments();

    private Jt808(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int first = ahead.at(0);
        if (!isStart(first)) {
            int garbage = 1;
            while (garbage < ahead.length() && !isStart(ahead.at(garbage))) {
                garbage++;
            }
            return -garbage;
        }
        int end = ahead.find(first == '(' ? ')' : first, 1);
        // Two delimiters: the first ends a frame whose beginning was lost.
        return end == 1 && first != '(' ? -1 : end + 1;
    }

    private static boolean isStart(int octet) {
        return octet == Header.DELIMITER || octet == Header.DELIMITER_2 || octet == '(';
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (frame.at(0) == '(') {
            return sentence(frame, out);
        }
        Verdict verdict = header.read(frame);
        if (verdict != Verdict.ACCEPTED) {
            return verdict;
        }
        if (!session.lock().isOpen() && keepsOut(out)) {
            return Verdict.ACCEPTED;
        }
        if (!header.identify(session)) {
            return Verdict.UNIDENTIFIED;
        }
        Frame body = header.body();
        if (header.kind == PICTURE) {
            return picture(body, out);
        }
        if (header.packets > 1 || header.isEncrypted()) {
            return part(body, out);
        }
        if (!ask(body, out)) {
            reader.read(body, out);
            acknowledge(out);
        }
        return Verdict.ACCEPTED;
    }

    /**
     * Where there is a secret, it is the code of authentication. A registration is told that there is one already, for
     * its answer would tell the code to anybody.
     */
    private boolean keepsOut(Sink out) {
        header.addressee().is(header);
        switch (header.kind) {
            case REGISTRATION ->
                answer.begin(out.reply(), REGISTERED, 3)
                        .u16(header.serial)
                        .u8(KNOWN_ALREADY)
                        .end();
            case AUTHENTICATION -> {
                if (session.lock().opensTo(Registration.code(header, header.body()))) {
                    return false;
                }
                answer.failure(out.reply());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void acknowledge(Sink out) {
        if (!reader.isAcknowledged()) {
            return;
        }
        if (header.isLock()) {
            answer.generalLock(out.reply());
        } else {
            answer.general(out.reply());
        }
    }

    /** Answers what wants more than an acknowledgement; whether it was such. */
    private boolean ask(Frame body, Sink out) {
        switch (header.kind) {
            case REGISTRATION -> {
                Registration.put(header, body, out);
                CharSequence code = header.code();
                answer.begin(out.reply(), REGISTERED, 3 + code.length());
                answer.u16(header.serial).u8(0).text(code).end();
            }
            case SERVER_TIME_QUERY -> {
                answer.begin(out.reply(), SERVER_TIME, 6);
                answer.bcd(Utc.digits(session.nowMs()) % 1_000_000_000_000L, 6).end();
            }
            case TIME_SYNC_QUERY -> {
                long now = Utc.digits(session.nowMs());
                answer.begin(out.reply(), TIME_SYNC, 8).u16((int) (now / 10_000_000_000L));
                for (long power = 100_000_000; power > 0; power /= 100) {
                    answer.u8((int) (now / power % 100));
                }
                answer.u8(0).end();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Verdict picture(Frame body, Sink out) {
        long id = picture.put(body, out);
        if (header.packets > 1 || id < 0) {
            answer.general(out.reply());
        }
        if (header.packet == header.packets && id >= 0) {
            answer.begin(out.reply(), PICTURE_STORED, 4).u32(id).end();
        }
        return Verdict.ACCEPTED;
    }

    /** Of several packets those of a batch are read as they come; the others are kept as bytes. */
    private Verdict part(Frame body, Sink out) {
        Frame joined = header.kind == BATCH && !header.isEncrypted() ? fragments.join(header, body) : null;
        if (joined == null) {
            Blob.put(header, body, out);
        } else {
            reader.read(joined, out);
            int cutEnd = joined.offset();
            // Carried over in memory only: what is acknowledged must be kept.
            Blob.put(header, joined, out);
            joined.seek(cutEnd);
            fragments.carry();
        }
        answer.general(out.reply());
        return Verdict.ACCEPTED;
    }

    /** A text such as (7591225008,1,001,BASE,2,TIME): a question for the time, or an answer to a command. */
    private Verdict sentence(Frame frame, Sink out) {
        int time = frame.length() - 5;
        if (frame.has(time, "TIME)") && frame.has(time - 7, "BASE,2,")) {
            out.reply()
                    .bytes(frame, 0, time)
                    .decimal(Utc.digits(session.nowMs()), 14)
                    .text(")");
            return Verdict.ACCEPTED;
        }
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        out.message(Sink.NO_TIME).put(RESULT, frame.text(frame.length()));
        return Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        return TerminalCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return command.encode(order, out);
    }
}
