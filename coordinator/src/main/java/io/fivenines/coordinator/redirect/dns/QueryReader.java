package io.fivenines.coordinator.redirect.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;

/**
 * Reads what anybody sent; throws nothing. The head of every message:
 *
 * <pre>
 *  0   2     4         6         8           10          12
 *  | id | flags | questions | answers | authorities | additionals | question: name, type, class | records ...
 * </pre>
 */
final class QueryReader {
    static final int HEADER_LENGTH = 12;
    private static final int RECORDS_MAX = 16;
    private static final int LABEL_MAX = 63;
    private static final int POINTER = 0xC0;
    private static final int OPTION_HEADER_LENGTH = 4;

    private final ByteBuf in;
    private Edns edns;

    private QueryReader(ByteBuf in) {
        this.in = in;
    }

    /** The query in those bytes; null if they are none, or not to be answered. */
    static Query read(ByteBuf in) {
        if (in.readableBytes() < HEADER_LENGTH) {
            return null;
        }
        int id = in.readUnsignedShort();
        int flags = in.readUnsignedShort();
        if ((flags & Query.RESPONSE) != 0) {
            // Answering answers lets two servers talk for ever.
            return null;
        }
        if ((flags & Query.OPCODE) != 0) {
            return new Query(id, flags, ResponseCode.NOTIMP, null, null);
        }
        return new QueryReader(in).body(id, flags);
    }

    private Query body(int id, int flags) {
        int questions = in.readUnsignedShort();
        int before = in.readUnsignedShort() + in.readUnsignedShort();
        int additional = in.readUnsignedShort();
        Question question = questions == 1 ? question() : null;
        if (question == null) {
            return new Query(id, flags, ResponseCode.FORMERR, null, null);
        }
        boolean sound = before + additional <= RECORDS_MAX
                && records(before, false)
                && records(additional, true)
                && !in.isReadable()
                && question.type() != RecordType.OPT;
        return new Query(id, flags, sound ? ResponseCode.NOERROR : ResponseCode.FORMERR, question, edns);
    }

    /** Nothing comes before it that its name could point to, so a pointer in it is wrong. */
    private Question question() {
        int start = in.readerIndex();
        if (!skipName(false) || in.readableBytes() < 4) {
            return null;
        }
        String sent = in.toString(start, in.readerIndex() - start, ISO_8859_1);
        return Question.of(sent, in.readUnsignedShort(), in.readUnsignedShort());
    }

    /** Moves behind a name; false if that is none. */
    private boolean skipName(boolean mayPoint) {
        int length = 0;
        while (in.isReadable()) {
            int label = in.readUnsignedByte();
            if (label == 0) {
                return length < DomainName.LENGTH_MAX;
            }
            if ((label & POINTER) == POINTER) {
                return mayPoint && skip(1);
            }
            length += 1 + label;
            if (label > LABEL_MAX || length >= DomainName.LENGTH_MAX || !skip(label)) {
                return false;
            }
        }
        return false;
    }

    private boolean skip(int bytes) {
        if (in.readableBytes() < bytes) {
            return false;
        }
        in.skipBytes(bytes);
        return true;
    }

    private boolean records(int count, boolean mayHaveOpt) {
        for (int i = 0; i < count; i++) {
            if (!record(mayHaveOpt)) {
                return false;
            }
        }
        return true;
    }

    /** Name, then type (2), class (2), TTL (4), length of the data (2), data. */
    private boolean record(boolean mayBeOpt) {
        int start = in.readerIndex();
        if (!skipName(true) || in.readableBytes() < 10) {
            return false;
        }
        boolean ownedByRoot = in.readerIndex() - start == 1;
        int type = in.readUnsignedShort();
        int classNumber = in.readUnsignedShort();
        int ttl = in.readInt();
        int length = in.readUnsignedShort();
        if (in.readableBytes() < length) {
            return false;
        }
        if (type != RecordType.OPT) {
            return skip(length);
        }
        if (!mayBeOpt || !ownedByRoot || edns != null) {
            return false;
        }
        edns = new Edns(classNumber, ttl >> 16 & 0xFF, (ttl & Edns.DNSSEC_OK) != 0);
        return options(in.readSlice(length));
    }

    private static boolean options(ByteBuf options) {
        while (options.readableBytes() >= OPTION_HEADER_LENGTH) {
            options.skipBytes(2);
            int length = options.readUnsignedShort();
            if (options.readableBytes() < length) {
                return false;
            }
            options.skipBytes(length);
        }
        return !options.isReadable();
    }
}
