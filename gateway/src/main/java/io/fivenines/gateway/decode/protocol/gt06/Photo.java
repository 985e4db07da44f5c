package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Pictures. The X1 announces one (kind 35) and sends the pieces it is asked for (kind 36); the WD-209 sends pieces
 * unasked (kind 41). The picture being fetched is all a connection has to remember.
 */
final class Photo {
    private static final Param ID = Param.named("media.id");
    private static final Param SIZE = Param.named("media.size");
    private static final Param OFFSET = Param.named("media.offset");
    private static final Param INDEX = Param.named("media.index");
    private static final Param TYPE = Param.named("media.type");
    private static final Param DATA = Param.named("photo.data");
    private static final Param REST = Param.named("gt06.rest");
    private static final Param EVENT = Param.named("event.enum");
    private static final int INFO_OCTETS = 26;
    private static final int BEFORE_SIZE_OCTETS = 18;
    private static final int PIECE_MAX = 1024;
    private static final int PIECE_HEAD_OCTETS = 10;
    private static final int MEDIA_HEAD_OCTETS = 47;
    private static final int MEDIA_PLACE_OCTETS = 22;

    private long id;
    private long size;
    private long have;

    /** Time, fixed u8, latitude, longitude u32, camera, source, format u8, size u32, picture u32. */
    void announced(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < INFO_OCTETS) {
            packet.raw(out);
            size = 0;
            return;
        }
        size = frame.skip(BEFORE_SIZE_OCTETS).u32();
        id = frame.u32();
        have = 0;
    }

    /** Picture u32, offset u32, length u16, bytes. */
    void piece(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < PIECE_HEAD_OCTETS) {
            packet.raw(out);
            return;
        }
        long picture = frame.u32();
        long offset = frame.u32();
        int length = Math.min(frame.u16(), frame.remaining());
        frame.narrow(length);
        for (long at = offset; frame.remaining() > 0; at += Packet.HEX_BYTES_MAX) {
            packet.message(out, Sink.NO_TIME).put(ID, picture).put(OFFSET, at);
            bytes(frame, out);
        }
        if (picture == id) {
            have = length == 0 ? size : offset + length;
        }
    }

    /** Asks for the next piece, if one is missing. */
    void request(Sink out) {
        if (have < size) {
            int length = (int) Math.min(PIECE_MAX, size - have);
            out.reply()
                    .u16(0x7878)
                    .u8(15)
                    .u8(Kind.STATUS_OR_PHOTO)
                    .u32(id)
                    .u32(have)
                    .u16(length);
            Answer.end(out.reply(), 0);
        }
    }

    /**
     * Serial number 8, time u32, position 14, cell 8, picture u32, size u32, type u8, format u8, event u8, piece u16,
     * bytes.
     */
    static void media(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < MEDIA_HEAD_OCTETS) {
            packet.raw(out);
            return;
        }
        long time = frame.skip(8).u32() * 1000;
        packet.message(out, time).put(REST, frame.hexText(MEDIA_PLACE_OCTETS));
        long picture = frame.u32();
        out.put(ID, picture).put(SIZE, frame.u32()).put(TYPE, frame.u16()).put(EVENT, frame.u8());
        int piece = frame.u16();
        out.put(INDEX, piece);
        if (frame.remaining() > 0) {
            bytes(frame, out);
        }
        for (int at = Packet.HEX_BYTES_MAX; frame.remaining() > 0; at += Packet.HEX_BYTES_MAX) {
            packet.message(out, time).put(ID, picture).put(INDEX, piece).put(OFFSET, at);
            bytes(frame, out);
        }
    }

    private static void bytes(Frame frame, Sink out) {
        out.put(DATA, frame.hexText(Math.min(Packet.HEX_BYTES_MAX, frame.remaining())));
    }
}
