package io.fivenines.gateway.decode.protocol.galileo;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Records that came by satellite, as Iridium's gateway sends them on (SBD DirectIP, revision 1): big-endian elements,
 * each an id u8, a length u16 and a value.
 *
 * <pre>
 * 01, length u16: of all that follows
 * 01 header:   reference u32, IMEI 15, session u8, numbers u16 u16, seconds since 1970 u32
 * 02 payload:  records as on any other way, compressed or not
 * 03 location: bit 1 south, bit 0 west u8, degrees u8, thousandths of a minute u16, the same of longitude, radius u32
 * </pre>
 */
final class Iridium {
    private static final int HEADER = 1;
    private static final int HEADER_LENGTH = 28;
    private static final int PAYLOAD = 2;
    private static final int LOCATION = 3;
    private static final int LOCATION_LENGTH = 11;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param ACCURACY = Param.named("position.accuracy");

    private final Session session;
    private final TagRecord record;
    private final Compressed compressed;
    private boolean located;
    private double latitude;
    private double longitude;
    private long radius;

    Iridium(Session session, TagRecord record, Compressed compressed) {
        this.session = session;
        this.record = record;
        this.compressed = compressed;
    }

    /** Nothing is answered: the way back is another one. */
    Verdict put(Frame frame, Sink out) {
        int header = element(frame, HEADER, HEADER_LENGTH);
        if (header < 0) {
            return Verdict.TRUNCATED;
        }
        if (!session.identify(frame.seek(header + 4).text(15))) {
            return Verdict.UNIDENTIFIED;
        }
        locate(frame, element(frame, LOCATION, LOCATION_LENGTH));
        long sentMs = frame.seek(header + 24).u32() * 1000;
        int payload = element(frame, PAYLOAD, 1);
        if (payload < 0) {
            putLocation(out.message(sentMs));
            return Verdict.ACCEPTED;
        }
        int whole = frame.seek(payload).narrow(frame.at(payload - 2) << 8 | frame.at(payload - 1));
        if (record.fits(frame)) {
            record.putAll(frame, sentMs, this, out);
        } else if (!compressed.put(frame, out)) {
            TagRecord.rest(frame, out);
        }
        frame.widen(whole);
        return Verdict.ACCEPTED;
    }

    /** Where an element's value begins, -1 if it is not there or is shorter than it must be. */
    private static int element(Frame frame, int id, int lengthMin) {
        int at = 3;
        while (at + 3 <= frame.length()) {
            int length = frame.at(at + 1) << 8 | frame.at(at + 2);
            int value = at + 3;
            at = value + length;
            if (frame.at(value - 3) == id && length >= lengthMin && at <= frame.length()) {
                return value;
            }
        }
        return -1;
    }

    private void locate(Frame frame, int element) {
        located = element >= 0;
        if (located) {
            int flags = frame.seek(element).u8();
            latitude = frame.u8() + frame.u16() / 60_000.0;
            longitude = frame.u8() + frame.u16() / 60_000.0;
            latitude = (flags & 2) != 0 ? -latitude : latitude;
            longitude = (flags & 1) != 0 ? -longitude : longitude;
            radius = frame.u32();
        }
    }

    /** Puts where the satellite saw the sender, if it did. */
    void putLocation(Sink out) {
        if (located) {
            out.put(VALID, false)
                    .put(LATITUDE, latitude)
                    .put(LONGITUDE, longitude)
                    .put(ACCURACY, radius * 1000);
        }
    }

    /** Whether the frame begins with the header, of which two bytes may not be there yet. */
    static boolean begins(Frame frame) {
        int last = frame.at(5);
        return frame.at(0) == 1 && frame.at(3) == HEADER && frame.at(4) == 0 && (last == HEADER_LENGTH || last < 0);
    }

    static int length(Frame frame) {
        return (frame.at(1) << 8 | frame.at(2)) + 3;
    }
}
