package io.fivenines.gateway.decode.protocol.egts;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;

/** Packets to the tracker; they and their records are numbered on each connection. */
final class Response {
    static final int UNSUPPORTED = 128;
    static final int DECRYPT_ERROR = 129;

    private static final int OK = 0;
    private static final int AUTHENTICATION_DENIED = 151;
    private static final int ANSWER = 0;
    private static final int RECORDS = 1;
    private static final int AUTHENTICATION = 1;
    /** The flag of a record whose recipient is in the tracker. */
    private static final int ON_TRACKER = 0x40;
    /** A record that confirms one: seven bytes before its sub-record, which has three, and three of its own. */
    private static final int CONFIRMATION = 7 + 6;

    private int packets;
    private int records;
    private int header;
    private int data;

    /** Refuses a whole packet. */
    void refuse(int packet, int result, Reply reply) {
        begin(ANSWER, 3, reply);
        reply.u16le(packet).u8(result);
        end(reply);
    }

    /** Confirms a packet and each of its records. */
    void confirm(int packet, Frame frame, int from, int count, Reply reply) {
        begin(ANSWER, 3 + count * CONFIRMATION, reply);
        reply.u16le(packet).u8(OK);
        frame.seek(from);
        for (int i = 0; i < count; i++) {
            int length = frame.u16le();
            int number = frame.u16le();
            int flags = frame.u8();
            frame.skip(4 * Integer.bitCount(flags & 7));
            int service = frame.u8();
            frame.skip(1 + length);
            record(service, 6, reply).u8(0).u16le(3).u16le(number).u8(OK);
        }
        end(reply);
    }

    /** Says that the tracker is let in, or why not. */
    void result(int kind, boolean denied, Reply reply) {
        begin(RECORDS, 7 + 4, reply);
        record(AUTHENTICATION, 4, reply).u8(kind).u16le(1).u8(denied ? AUTHENTICATION_DENIED : OK);
        end(reply);
    }

    /** Begins a packet with a record for a service of the tracker, whose sub-records have so many bytes. */
    Reply open(int service, int length, Reply reply) {
        begin(RECORDS, 7 + length, reply);
        return reply.u16le(length).u16le(records++).u8(ON_TRACKER).u8(service).u8(service);
    }

    /** Ends it. */
    void close(Reply reply) {
        end(reply);
    }

    private void begin(int kind, int length, Reply reply) {
        header = reply.length();
        reply.u8(1).u8(0).u8(0).u8(11).u8(0).u16le(length).u16le(packets++).u8(kind);
        reply.u8(Crc.nrsc5(reply, header));
        data = reply.length();
    }

    private Reply record(int service, int length, Reply reply) {
        return reply.u16le(length).u16le(records++).u8(0).u8(service).u8(service);
    }

    private void end(Reply reply) {
        reply.u16le(Crc.CCITT_FALSE.of(reply, data));
    }
}
