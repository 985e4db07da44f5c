package io.fivenines.gateway.decode.protocol.h02;

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

/**
 * H02, after Huasunteck, "GPS Tracker Communication Protocol" V1.0.5, SinoTrack, "Protocol ST-901 ..." and the V6 and
 * V8 packets of the Tianqin protocol:
 *
 * <pre>
 * *HQ,4106012345,V1,104000,A,2235.1777,N,11357.8913,E,000.27,235,130721,FFFFFBFF,460,00,10342,3721#
 *  maker ident kind time   valid latitude  longitude    knots  degr. date   status   mcc mnc lac   cell
 * </pre>
 *
 * No check sum protects anything. See {@link BinaryRecord} for records.
 */
public final class H02 implements Codec {
    public static final Protocol PROTOCOL =
            new Protocol("h02", 5013, Framing.of(H02Framing.LENGTH_MAX, H02Framing::cut), H02::new, opening());

    private static final long TIME_OF_DAY = 1_000_000;

    private final Session session;
    private final Sentence sentence = new Sentence();
    private final StringBuilder maker = new StringBuilder("HQ");

    private H02(Session session) {
        this.session = session;
    }

    private static Opening opening() {
        String place = BinaryRecord.headForm();
        return Opening.of("\\*[0-9A-Za-z]{2},", "\\$.{5}(.{3})?" + place, "X" + Opening.bcd(0, 99) + "{5}" + place);
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        return frame.at(0) == '*' ? text(frame, out) : record(frame, out);
    }

    private Verdict record(Frame frame, Sink out) {
        boolean told = frame.at(0) == BinaryRecord.STANDARD;
        int octets = BinaryRecord.identOctets(frame);
        if (told && !session.identify(frame.seek(1).hexText(octets, 0, octets == 8 ? 15 : 10))
                || !session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        BinaryRecord.read(frame, out);
        received(out.reply().text("*HQ,").text(session.ident()).u8(','));
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private Verdict text(Frame frame, Sink out) {
        sentence.over(frame);
        boolean told = sentence.fields().has(Sentence.IDENT);
        if (told && !session.identify(sentence.fields().text(Sentence.IDENT)) || !session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        if (!sentence.fields().has(Sentence.KIND)) {
            return Verdict.UNSUPPORTED;
        }
        sentence.maker(maker);
        TextKind.read(sentence, out, session.nowMs());
        if (frame.truncated()) {
            return Verdict.TRUNCATED;
        }
        answer(out);
        return Verdict.ACCEPTED;
    }

    private void answer(Sink out) {
        switch (TextKind.answer(sentence)) {
            case ECHO -> sentence.echo(out.reply());
            case CONFIRM -> {
                Reply reply = sentence.addressed(out.reply()).text("V4,");
                reply.text(sentence.fields().text(Sentence.KIND)).u8(',');
                reply.decimal(Utc.digits(session.nowMs()), 14).u8('#');
            }
            case RECEIVED -> received(sentence.addressed(out.reply()));
            case NONE -> {}
        }
    }

    private void received(Reply reply) {
        reply.text("R12,").decimal(Utc.digits(session.nowMs()) % TIME_OF_DAY, 6).u8('#');
    }

    @Override
    public Downlink downlink() {
        return TimedCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return TimedCommand.encode(order, maker, session, out);
    }
}
