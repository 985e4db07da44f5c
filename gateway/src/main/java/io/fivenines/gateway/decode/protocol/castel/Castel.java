package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Castel (Sinocastel) readers of a vehicle's bus IDD-212 to IDD-218 and D-218, personal trackers PT-690 and MPIP-620
 * ("New OBD Smart Communication Protocol CB212-C1005"; a captured login explained field by field by its maker).
 *
 * <pre>
 * 0    2        4         5              25                   n-4   n-2
 * +----+--------+---------+--------------+----------+---------+-----+------+
 * | @@ | length | version | ID, 20 chars | kind     | data    | CRC | \r\n |
 * +----+--------+---------+--------------+----------+---------+-----+------+
 * | $$ | length |         | ID, 20 chars | kind     | data    | CRC | \r\n |   the oldest
 *      | u16 of the whole | filled with 0| u16, high byte first | X-25 of all before it
 * </pre>
 *
 * <p>Numbers have their low byte first, but for the kind. Versions 3 and 4 are readers of a vehicle's bus, the others
 * trackers.
 */
public final class Castel implements Codec {
    private static final int LENGTH_MAX = 4096;
    private static final int LENGTH_MIN = 30;
    private static final int LENGTH_AT = 2;
    private static final int ID_LENGTH = 20;
    private static final int TAIL = 4;
    private static final int BUS_READER_FIRST = 3;
    private static final int BUS_READER_LAST = 4;
    private static final int DATA_MAX = 512;

    private static final Param KIND = Param.named("castel.kind");
    private static final Param DATA = Param.named("castel.data");
    private static final Param REST = Param.named("castel.rest");

    public static final Protocol PROTOCOL = new Protocol(
            "castel",
            5086,
            Framing.of(LENGTH_MAX, Castel::cut),
            Castel::new,
            Opening.of("@@.[\\x00-\\x0F][\\x01-\\x0F][0-9A-Z]{4}", "\\$\\$.[\\x00-\\x0F][0-9A-Za-z]{8}"));

    private final Session session;
    private final BusReport busReport;

    Castel(Session session) {
        this.session = session;
        busReport = new BusReport(session);
    }

    private static int cut(Frame ahead) {
        int first = ahead.at(0);
        if (first != '@' && first != '$') {
            int start = 1;
            while (start < ahead.length() && ahead.at(start) != '@' && ahead.at(start) != '$') {
                start++;
            }
            return -start;
        }
        if (ahead.length() < TAIL) {
            return ahead.length() > 1 && ahead.at(1) != first ? -1 : 0;
        }
        int length = ahead.at(LENGTH_AT) | ahead.at(LENGTH_AT + 1) << 8;
        if (ahead.at(1) != first || length < LENGTH_MIN || length > LENGTH_MAX) {
            return -1;
        }
        return ahead.length() < length ? 0 : length;
    }

    /** Where a frame's ID begins. */
    static int idAt(Frame frame) {
        return frame.at(0) == '@' ? 5 : 4;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - TAIL;
        int id = idAt(frame);
        int data = id + ID_LENGTH + 2;
        if (data > end) {
            return Verdict.TRUNCATED;
        }
        if (Crc.X25.of(frame, 0, end) != frame.seek(end).u16le()) {
            return Verdict.BAD_CHECKSUM;
        }
        int digits = 0;
        while (digits < ID_LENGTH && frame.at(id + digits) > ' ') {
            digits++;
        }
        if (!session.identify(frame.seek(id).text(digits))) {
            return Verdict.UNIDENTIFIED;
        }
        int kind = frame.seek(data - 2).u16();
        int length = frame.narrow(end - data);
        Verdict verdict = store(frame, kind, out);
        boolean truncated = frame.truncated();
        frame.widen(length);
        return verdict == Verdict.ACCEPTED && truncated ? Verdict.TRUNCATED : verdict;
    }

    private Verdict store(Frame frame, int kind, Sink out) {
        int version = frame.at(0) == '@' ? frame.at(LENGTH_AT + 2) : -1;
        if (version < 0) {
            return OldReport.store(frame, kind, out);
        }
        if (version >= BUS_READER_FIRST && version <= BUS_READER_LAST) {
            return busReport.store(frame, kind, out);
        }
        return TrackerReport.store(frame, kind, out);
    }

    /** Keeps a kind without a known form as it is. */
    static Verdict storeUnknown(Frame frame, int kind, Sink out) {
        out.message(Sink.NO_TIME).put(KIND, kind);
        if (frame.remaining() > 0) {
            out.put(DATA, frame.hexText(Math.min(DATA_MAX, frame.remaining())));
        }
        return Verdict.ACCEPTED;
    }

    /** Keeps what follows the known part of a frame. */
    static Verdict storeRest(Frame frame, Sink out) {
        if (frame.remaining() > 0) {
            out.put(REST, frame.hexText(Math.min(DATA_MAX, frame.remaining())));
        }
        return Verdict.ACCEPTED;
    }
}
