package io.fivenines.gateway.decode.protocol.t55;

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

/**
 * NMEA 0183 sentences as T55, Maxon, CradlePoint, Sierra Wireless, u-blox, WMCS and others send them over TCP, a line
 * each. Who sends is told by a sentence of its own, by a text before each one, or within it. Nothing is answered.
 *
 * <pre>
 * $PGID,id*0F   $DEVID,id*15   $PSIWMDID,id*2F   $PCPTI,id,...*57   $GPFID,id   $IMEI=id   IMEI id   086415031C20
 * id$GPRMC,...  id,$GPRMC,...  number/id/$GPRMC,...
 * </pre>
 *
 * <p>Maxon sends the sentence first and who it is second: a place from a stranger is held until then.
 */
public final class T55 implements Codec {
    private static final int LENGTH_MAX = 1024;
    /** Sentences that tell who sends: how they begin, and what ends the ident besides the star. */
    private static final String[] INTRODUCTIONS = {
        "$PGID,", "$DEVID,", "$PSIWMDID,", "$PCPTI,", "$GPFID,", "$CONNECT,", "$IMEI=", "$IMEI ", "IMEI=", "IMEI "
    };
    /** Standard sentences that say nothing of the place. */
    private static final String[] OF_NO_INTEREST = {"GSA", "GSV", "VTG", "ZDA", "GST", "GNS"};

    public static final Protocol PROTOCOL = new Protocol(
            "t55",
            5005,
            Framing.of(LENGTH_MAX, T55::cut),
            T55::new,
            Opening.of(
                    "\\$G[AGLNP][A-Z]{3},",
                    "\\$(PGID|DEVID|PSIWMDID|PCPTI|GPFID|CONNECT|ID|PUBX|TRCCR),",
                    "\\$?IMEI[ =]\\d{10}",
                    "[\\w/.:-]{1,40},?\\$G[AGLNP][A-Z]{3},",
                    "[0-9A-F]{12}[\\r\\n]",
                    "QZE,\\d"));

    private final Session session;
    private final HeldPlace held = new HeldPlace();

    T55(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int blank = 0;
        while (ahead.at(blank) >= 0 && ahead.at(blank) <= ' ') {
            blank++;
        }
        return blank > 0 ? -blank : ahead.find('\n', 0) + 1;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - 1;
        while (end > 0 && frame.at(end - 1) <= ' ') {
            end--;
        }
        int start = Math.max(0, frame.find('$', 0));
        int star = frame.find('*', start);
        if (star > 0 && !sound(frame, start, star, end)) {
            return Verdict.BAD_CHECKSUM;
        }
        int to = star > 0 ? star : end;
        if (start > 0 && !session.identify(prefix(frame, start))) {
            return Verdict.UNIDENTIFIED;
        }
        int ident = introduction(frame, start, to);
        if (ident >= 0) {
            return introduce(frame, start, ident, to, out);
        }
        return read(frame, start, to, end, out);
    }

    /**
     * Two digits, or one where the tracker lost the second. Some trackers leave fields out of the sentence, keep the
     * checksum that the receiver gave it and add fields behind: there it cannot be checked.
     */
    private static boolean sound(Frame frame, int start, int star, int end) {
        if (frame.at(star + 3) == ',') {
            return true;
        }
        Fields sum = frame.seek(star + 1).split(Math.max(0, end - star - 1), ',');
        int expected = Crc.xor(frame, start + 1, star - start - 1);
        long given = sum.isHex(0) ? sum.hex(0) : -1;
        return given == (sum.length(0) == 1 ? expected >> 4 : expected);
    }

    /** The ident before a sentence, without comma, number and slashes. */
    private static CharSequence prefix(Frame frame, int start) {
        int to = start;
        int from = 0;
        if (frame.at(start - 1) == ',') {
            to--;
        } else if (frame.at(start - 1) == '/') {
            to--;
            int slash = frame.find('/', 0);
            from = slash < to ? slash + 1 : 0;
        }
        return frame.seek(from).text(to - from);
    }

    /** Where the ident begins if this is a sentence that tells it, else -1. */
    private static int introduction(Frame frame, int start, int to) {
        for (String introduction : INTRODUCTIONS) {
            if (frame.has(start, introduction)) {
                return start + introduction.length();
            }
        }
        for (int i = start; i < to; i++) {
            int c = frame.at(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) {
                return -1;
            }
        }
        return to > start ? start : -1;
    }

    private Verdict introduce(Frame frame, int start, int ident, int to, Sink out) {
        Fields fields = frame.seek(ident).split(to - ident, ',');
        if (!session.identify(withoutSpaces(fields.text(0)))) {
            return Verdict.UNIDENTIFIED;
        }
        held.release(out);
        if (frame.has(start, "$CONNECT,")) {
            Wmcs.storeNetwork(fields, out);
        }
        return Verdict.ACCEPTED;
    }

    /** Idents have no spaces, but names that people give have. */
    private static CharSequence withoutSpaces(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ' ') {
                return name.toString().replace(' ', '_');
            }
        }
        return name;
    }

    private Verdict read(Frame frame, int start, int to, int end, Sink out) {
        Fields fields = frame.seek(start).split(to - start, ',');
        if (frame.has(start, "QZE,") || frame.has(start, "$GPTXT,NET,") || frame.has(start, "$ID,")) {
            return identified(frame, start, fields, out);
        }
        if (frame.has(start, "$PUBX,0")) {
            // The ident stands before the last field.
            return session.identify(fields.text(fields.count() - 2))
                    ? Nmea.storeUblox(fields, session.nowMs(), out)
                    : Verdict.UNIDENTIFIED;
        }
        if (frame.at(start) != '$') {
            return Verdict.UNSUPPORTED;
        }
        if (frame.has(start + 3, "RMC,")) {
            return minimum(frame, start, to, end, out);
        }
        for (String kind : OF_NO_INTEREST) {
            if (frame.has(start + 3, kind)) {
                return Verdict.IGNORED;
            }
        }
        return session.identified() ? Nmea.store(frame, start, fields, session.nowMs(), out) : Verdict.UNIDENTIFIED;
    }

    private Verdict identified(Frame frame, int start, Fields fields, Sink out) {
        boolean text = frame.has(start, "$GPTXT");
        if (!session.identify(fields.text(text ? 2 : 1))) {
            return Verdict.UNIDENTIFIED;
        }
        if (text) {
            return Wmcs.storeOperator(fields, out);
        }
        return frame.has(start, "QZE,") ? Nmea.storeQze(fields, out) : Wmcs.store(fields, out);
    }

    /** RMC, behind whose checksum some trackers write {@code ,satellites,IMEI,ignition,fuel,battery,...}. */
    private Verdict minimum(Frame frame, int start, int to, int end, Sink out) {
        int tail = frame.find(',', to) + 1;
        if (tail == 0 || tail > end) {
            Fields fields = frame.seek(start).split(to - start, ',');
            if (session.identified()) {
                return Nmea.storeMinimum(fields, out);
            }
            return held.take(fields) ? Verdict.ACCEPTED : Verdict.UNIDENTIFIED;
        }
        if (!session.identify(frame.seek(tail).split(end - tail, ',').text(1))) {
            return Verdict.UNIDENTIFIED;
        }
        Verdict verdict = Nmea.storeMinimum(frame.seek(start).split(to - start, ','), out);
        if (verdict == Verdict.ACCEPTED) {
            Nmea.putBehind(frame.seek(tail).split(end - tail, ','), out);
        }
        return verdict;
    }
}
