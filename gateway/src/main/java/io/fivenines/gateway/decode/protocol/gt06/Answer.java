package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;

/** Replies: the number of the frame and its serial number back, and what was asked for. */
final class Answer {
    private static final int STOP = 0x0D0A;

    /** Address, phone number: none known. */
    private static final String NO_ADDRESS = "NA&&NA&&0##";

    private Answer() {}

    static void put(Reply reply, int type, int serial) {
        end(reply.u16(0x7878).u8(5).u8(type), serial);
    }

    static void to(Packet packet, long nowMs, Photo photo, Sink out, int serial) {
        switch (packet.type()) {
            case Kind.TIME_REQUEST -> time(out.reply(), nowMs, serial);
            case Kind.ADDRESS_REQUEST -> address(out.reply());
            case Kind.PHOTO_INFO -> photo.request(out);
            case Kind.STATUS_OR_PHOTO -> {
                if (packet.extended()) {
                    photo.request(out);
                } else {
                    put(out.reply(), packet.type(), serial);
                }
            }
            default -> {
                if (expected(packet)) {
                    plain(packet, out.reply(), serial);
                }
            }
        }
    }

    /** Trackers expect the short form even for long frames, except for these. */
    private static void plain(Packet packet, Reply reply, int serial) {
        switch (packet.extended() ? packet.type() : 0) {
            case Kind.ALARM_5, Kind.SCAN_WIFI_5, Kind.MEDIA ->
                end(reply.u16(0x7979).u16(5).u8(packet.type()), serial);
            default -> put(reply, packet.type(), serial);
        }
    }

    /** The makers want no answer to answers, to information transmission, and to some clones' positions. */
    private static boolean expected(Packet packet) {
        int type = packet.type();
        return switch (type) {
            case Kind.TEXT_CODED, Kind.TRANSFER, Kind.VEHICLE_BUS, Kind.SERIAL_PORT -> false;
            case Kind.GPS_CELL_8, Kind.WIFI_ONLY -> false;
            case Kind.SCAN_5_OR_X1 -> packet.octets() == ScanReport.SL4X_OCTETS;
            default -> type < Kind.COMMAND_FIRST || type > Kind.COMMAND_LAST;
        };
    }

    private static void time(Reply reply, long nowMs, int serial) {
        reply.u16(0x7878).u8(11).u8(Kind.TIME_REQUEST);
        long digits = Utc.digits(nowMs);
        for (long unit = 10_000_000_000L; unit > 0; unit /= 100) {
            reply.u8((int) (digits / unit % 100));
        }
        end(reply, serial);
    }

    private static void address(Reply reply) {
        reply.u16(0x7979).u16(5 + 1 + 4 + NO_ADDRESS.length()).u8(Kind.ADDRESS);
        end(reply.u8(NO_ADDRESS.length()).u32(0).text(NO_ADDRESS), 0);
    }

    /** Serial number, check sum and stop bits. */
    static void end(Reply reply, int serial) {
        reply.u16(serial);
        reply.u16(Crc.X25.of(reply, 2)).u16(STOP);
    }
}
