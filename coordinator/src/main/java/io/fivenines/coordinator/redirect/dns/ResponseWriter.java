package io.fivenines.coordinator.redirect.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Writes one answer, no longer than it may be. */
final class ResponseWriter {
    /** What this server takes over UDP, and gives at most: no network in use needs fragments for it. */
    static final int UDP_MAX = 1232;

    /** Without EDNS. */
    static final int UDP_PLAIN_MAX = 512;

    private static final int OPT_LENGTH = 11;
    private static final int POINTER = 0xC000;
    private static final int COUNTS_AT = 4;
    private static final int FLAGS_AT = 2;

    private final ByteBuf out;
    private final Query query;
    private final int lengthMax;
    private final int start;

    /** @param lengthMax at least {@link #UDP_PLAIN_MAX}, so that head, question and OPT always have room */
    ResponseWriter(ByteBuf out, Query query, int lengthMax) {
        this.out = out;
        this.query = query;
        this.start = out.writerIndex();
        this.lengthMax = lengthMax - (query.edns() == null ? 0 : OPT_LENGTH);
    }

    /** The whole answer if it has room, else its head with the bit that sends the client to TCP. */
    void write(Answer answer) {
        writeHead(answer.code(), answer.authoritative() ? Query.AUTHORITATIVE : 0);
        int bodyAt = out.writerIndex();
        boolean whole = writeAll(answer.answers()) && writeAll(answer.authority());
        if (whole) {
            count(1, answer.answers().size());
            count(2, answer.authority().size());
            count(3, writeWhatFits(answer.additional()));
        } else {
            out.writerIndex(bodyAt);
            out.setShort(start + FLAGS_AT, out.getShort(start + FLAGS_AT) | Query.TRUNCATED);
        }
        writeOpt(answer.code());
    }

    /** Nothing but that the client is to come again over TCP. */
    void writeTruncated() {
        writeHead(ResponseCode.NOERROR, Query.TRUNCATED);
        writeOpt(ResponseCode.NOERROR);
    }

    private void writeHead(ResponseCode code, int bits) {
        int repeated = query.flags() & (Query.OPCODE | Query.RECURSION_DESIRED);
        out.writeShort(query.id());
        out.writeShort(Query.RESPONSE | repeated | bits | code.number & 0xF);
        out.writeZero(QueryReader.HEADER_LENGTH - COUNTS_AT);
        Question question = query.question();
        if (question != null) {
            out.writeCharSequence(question.sent(), ISO_8859_1);
            out.writeShort(question.type());
            out.writeShort(question.classNumber());
            count(0, 1);
        }
    }

    private void count(int section, int records) {
        out.setShort(start + COUNTS_AT + 2 * section, records);
    }

    private boolean writeAll(List<ResourceRecord> records) {
        return writeWhatFits(records) == records.size();
    }

    private int writeWhatFits(List<ResourceRecord> records) {
        int written = 0;
        for (ResourceRecord record : records) {
            int at = out.writerIndex();
            writeRecord(record);
            if (out.writerIndex() - start > lengthMax) {
                out.writerIndex(at);
                break;
            }
            written++;
        }
        return written;
    }

    private void writeRecord(ResourceRecord record) {
        writeOwner(record.owner());
        out.writeShort(record.data().type());
        out.writeShort(RecordType.CLASS_IN);
        out.writeInt(record.ttlSeconds());
        int lengthAt = out.writerIndex();
        out.writeShort(0);
        record.data().writeTo(out);
        out.setShort(lengthAt, out.writerIndex() - lengthAt - 2);
    }

    /** Points into the question where that ends with the name, so that its case is repeated too. */
    private void writeOwner(DomainName owner) {
        DomainName asked = query.question().name();
        if (asked.isWithin(owner)) {
            out.writeShort(POINTER | QueryReader.HEADER_LENGTH + asked.length() - owner.length());
        } else {
            owner.writeTo(out);
        }
    }

    private void writeOpt(ResponseCode code) {
        if (query.edns() == null) {
            return;
        }
        int additionalAt = start + COUNTS_AT + 6;
        out.setShort(additionalAt, out.getShort(additionalAt) + 1);
        out.writeByte(0);
        out.writeShort(RecordType.OPT);
        out.writeShort(UDP_MAX);
        out.writeByte(code.number >> 4);
        out.writeByte(0);
        out.writeShort(query.edns().dnssecOk() ? Edns.DNSSEC_OK : 0);
        out.writeShort(0);
    }
}
