package io.fivenines.gateway.decode.protocol.jt600;

import io.fivenines.gateway.decode.Codec;
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

/**
 * Jointech JT600, JT701 and kin ("JT701 communication protocol", Shenzhen Joint Technology).
 *
 * <pre>
 * $ | ID, 10 BCD | version in the high half u8 | length u16 | records | number u8                    short
 * $ | ID, 10 BCD | protocol u8 | version in the high half u8 | length u16 | records | number u8      long
 * ( ID , kind , ... )                                                                                text
 * </pre>
 *
 * <p>The length counts the records and, in the long form, the number. The forms are told apart by the ninth byte: the
 * high byte of a long form's length is zero. A text that holds bytes writes brackets, comma and equals sign as escapes.
 */
public final class Jt600 implements Codec {
    private static final int LENGTH_MAX = 4096;
    private static final int HEAD = 10;

    public static final Protocol PROTOCOL =
            new Protocol("jt600", 5014, Framing.of(LENGTH_MAX, Jt600::cut), Jt600::new, opening());

    private final Session session;

    Jt600(Session session) {
        this.session = session;
    }

    /** Down to the longitude: an H02 record, which is proved by less, may look the same until its date. */
    private static Opening opening() {
        String ident = "\\$" + Opening.bcd(0, 99) + "{5}";
        String version = "[\\x10-\\x4F]";
        String moment = Opening.bcd(1, 31)
                + Opening.bcd(1, 12)
                + Opening.bcd(0, 99)
                + Opening.bcd(0, 23)
                + Opening.bcd(0, 59) + "{2}";
        String more = Opening.bcd(0, 99) + "{3}";
        String place = moment + Opening.bcd(0, 90) + more + Opening.bcd(0, 18) + more;
        return Opening.of(
                ident + version + "(\\x00[\\x1B-\\xFF]|[\\x01-\\x0F].)" + place,
                ident + "." + version + "\\x00[\\x23-\\xFF]" + place,
                ident + "." + version + "\\x00\\x01([\\x0A-\\x0F\\x13-\\xFF]|.\\$)",
                "\\(\\d{10},");
    }

    private static int cut(Frame ahead) {
        int first = ahead.at(0);
        if (first == '(') {
            return ahead.find(')', 0) + 1;
        }
        if (first != '$') {
            int start = 1;
            while (start < ahead.length() && ahead.at(start) != '$' && ahead.at(start) != '(') {
                start++;
            }
            return -start;
        }
        if (ahead.length() < HEAD) {
            return 0;
        }
        int at = isLong(ahead) ? 8 : 7;
        int length = HEAD + (ahead.at(at) << 8 | ahead.at(at + 1));
        if (length > LENGTH_MAX) {
            return -1;
        }
        return ahead.length() < length ? 0 : length;
    }

    static boolean isLong(Frame frame) {
        return frame.at(8) == 0;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        return frame.at(0) == '$' ? BinaryReport.store(frame, session, out) : TextReport.store(frame, session, out);
    }

    @Override
    public Downlink downlink() {
        return TextCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return TextCommand.encode(order, out);
    }
}
