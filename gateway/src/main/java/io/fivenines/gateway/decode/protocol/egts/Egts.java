package io.fivenines.gateway.decode.protocol.egts;

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

/**
 * EGTS, the protocol of ERA-GLONASS: GOST R 54619-2011, and what Order 285 of the Russian Ministry of Transport (2012)
 * numbers otherwise; little-endian.
 *
 * <pre>
 * +---------+-----+-------+--------------+----------+---------+--------+------+---------------+-------+
 * | version | key | flags | length of    | encoding | length  | packet | kind | peer, address | CRC-8 |
 * | u8, 1   | u8  | u8    | the header   | u8       | of data | u16    | u8   | TTL: 5 bytes  |       |
 * |         |     |       | u8, 11 or 16 |          | u16     |        |      | if routed     |       |
 * +---------+-----+-------+--------------+----------+---------+--------+------+---------------+-------+
 * | data: 0 answer, 1 records (Records), 2 signature with its length, records                 | CRC-16 |
 * +-------------------------------------------------------------------------------------------+--------+
 * </pre>
 *
 * Flags: bits 3-4 encrypted, bit 2 compressed.
 */
public final class Egts implements Codec {
    private static final int HEADER = 11;
    private static final int HEADER_ROUTED = 16;
    private static final int LENGTH_MAX = HEADER_ROUTED + 0xFFFF + 2;

    public static final Protocol PROTOCOL = new Protocol(
                    "egts",
                    5161,
                    Framing.of(LENGTH_MAX, Egts::cut),
                    Egts::new,
                    Opening.of("\\x01..[\\x0B\\x10]\\x00....[\\x00-\\x02]"))
            .withSecret("[!-~]{1,32}");

    private static final int ANSWER = 0;
    private static final int RECORDS = 1;
    private static final int SIGNED_RECORDS = 2;
    private static final int ENCRYPTED = 0x18;
    private static final int COMPRESSED = 0x04;

    private final Records records;
    private final Response response = new Response();

    private Egts(Session session) {
        records = new Records(session);
    }

    /** A header whose check sum is wrong says no length to trust: what begins with it is no packet. */
    private static int cut(Frame ahead) {
        int header = ahead.at(3);
        if (ahead.at(0) != 1 || header >= 0 && header != HEADER && header != HEADER_ROUTED) {
            return -1;
        }
        if (header < 0 || ahead.length() < header) {
            return 0;
        }
        if (Crc.nrsc5(ahead, 0, header - 1) != ahead.at(header - 1)) {
            return -1;
        }
        int data = length(ahead);
        return data == 0 ? header : header + data + 2;
    }

    private static int length(Frame frame) {
        return frame.at(5) | frame.at(6) << 8;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int header = frame.at(3);
        int data = length(frame);
        if (data == 0) {
            return Verdict.ACCEPTED;
        }
        if (Crc.CCITT_FALSE.of(frame, header, data) != frame.seek(header + data).u16le()) {
            return Verdict.BAD_CHECKSUM;
        }
        int packet = frame.seek(7).u16le();
        int kind = frame.u8();
        if (kind == ANSWER) {
            return Verdict.ACCEPTED;
        }
        if (kind != RECORDS && kind != SIGNED_RECORDS) {
            return Verdict.UNSUPPORTED;
        }
        int flags = frame.at(2);
        if ((flags & (ENCRYPTED | COMPRESSED)) != 0) {
            boolean encrypted = (flags & ENCRYPTED) != 0;
            response.refuse(packet, encrypted ? Response.DECRYPT_ERROR : Response.UNSUPPORTED, out.reply());
            return Verdict.ACCEPTED;
        }
        int whole = frame.seek(header).narrow(data);
        if (kind == SIGNED_RECORDS) {
            frame.skip(frame.u16le());
        }
        int from = frame.offset();
        Verdict verdict = frame.truncated() ? Verdict.TRUNCATED : records.put(frame, out);
        if (verdict == Verdict.ACCEPTED) {
            response.confirm(packet, frame, from, records.count(), out.reply());
            if (records.resultKind() > 0) {
                response.result(records.resultKind(), records.isDenied(), out.reply());
            }
        }
        frame.widen(whole);
        return verdict;
    }

    @Override
    public Downlink downlink() {
        return RemoteCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return RemoteCommand.encode(order, response, out);
    }
}
