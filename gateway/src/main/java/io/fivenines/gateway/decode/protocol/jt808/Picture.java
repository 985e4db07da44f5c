package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A picture, sound or film (08 01), usually in several packets of which only the first has what stands before the data.
 *
 * <pre>
 * +---------+-----------+-------------+----------+------------+------------------+------+
 * | id u32  | kind u8   | coding u8   | event u8 | channel u8 | location 28      | data |
 * |         | 0 picture | 0 JPEG ...  |          |            | (Location)       |      |
 * +---------+-----------+-------------+----------+------------+------------------+------+
 * </pre>
 */
final class Picture {
    private static final int HEAD = 8;

    private static final Param ID = Param.named("jt808.media.id");
    private static final Param KIND = Param.named("jt808.media.kind");
    private static final Param CODING = Param.named("jt808.media.coding");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param CHANNEL = Param.named("jt808.media.channel");
    private static final Param DATA = Param.named("photo.data");

    private final Header header;
    private final Location location;
    private long id = -1;

    Picture(Header header, Location location) {
        this.header = header;
        this.location = location;
    }

    /** Puts what a packet brings; the picture's id, -1 where it is not known. */
    long put(Frame body, Sink out) {
        if (header.packet == 1) {
            if (body.remaining() < HEAD + Location.LENGTH) {
                id = -1;
                Blob.put(header, body, out);
                return id;
            }
            int start = body.offset();
            id = body.u32();
            int whole = body.seek(start + HEAD).narrow(Location.LENGTH);
            location.put(body, out);
            body.widen(whole);
            event(body.seek(start), out);
            body.skip(Location.LENGTH);
        }
        for (long offset = 0; body.remaining() > 0; offset += Blob.PIECE) {
            if (header.packet != 1 || offset > 0) {
                Blob.head(header, Sink.NO_TIME, out);
                putId(out);
            }
            out.put(Blob.OFFSET, offset);
            out.put(DATA, body.hexText(Math.min(Blob.PIECE, body.remaining())));
        }
        return id;
    }

    private void putId(Sink out) {
        if (id >= 0) {
            out.put(ID, id);
        }
    }

    /** That there is something to ask for (08 00): no more than what stands before the location. */
    static void announcement(Header header, Frame body, Sink out) {
        if (body.remaining() < HEAD) {
            Blob.put(header, body, out);
        } else {
            event(body, Blob.head(header, Sink.NO_TIME, out));
        }
    }

    private static void event(Frame body, Sink out) {
        out.put(ID, body.u32()).put(KIND, (long) body.u8()).put(CODING, (long) body.u8());
        out.put(EVENT, (long) body.u8()).put(CHANNEL, (long) body.u8());
    }
}
