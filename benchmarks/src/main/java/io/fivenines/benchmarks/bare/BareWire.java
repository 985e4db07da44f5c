package io.fivenines.benchmarks.bare;

import io.fivenines.benchmarks.wire.Wires;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** As much of a protocol as it takes to answer rightly. */
enum BareWire {
    TELTONIKA {
        private static final int BEFORE_LENGTH = 4;
        private static final int HEAD = 8;
        private static final int CRC = 4;
        private static final int COUNT_AT = 9;

        @Override
        int cut(ByteBuf in, int from, boolean first) {
            int readable = in.writerIndex() - from;
            if (first) {
                return readable < 2 ? MORE : 2 + in.getUnsignedShort(from);
            }
            return readable < HEAD ? MORE : HEAD + in.getInt(from + BEFORE_LENGTH) + CRC;
        }

        @Override
        void answer(ByteBuf in, int from, int length, boolean first, ByteBuf out) {
            if (first) {
                out.writeByte(1);
            } else {
                out.writeInt(in.getUnsignedByte(from + COUNT_AT));
            }
        }

        @Override
        byte[] ident(ByteBuf in, int from, int length) {
            byte[] ident = new byte[length - 2];
            in.getBytes(from + 2, ident);
            return ident;
        }

        @Override
        int records(ByteBuf in, int from) {
            return in.getUnsignedByte(from + COUNT_AT);
        }

        @Override
        long timeMs(ByteBuf in, int from, int length, int record) {
            int first = from + COUNT_AT + 1;
            // All of one size, and a byte with their number behind them.
            int size = (length - CRC - 1 - COUNT_AT - 1) / records(in, from);
            return in.getLong(first + record * size);
        }
    },

    GT06 {
        private static final int AROUND = 5;
        private static final int ANSWER_LENGTH = 10;

        @Override
        int cut(ByteBuf in, int from, boolean first) {
            return in.writerIndex() - from < 3 ? MORE : in.getUnsignedByte(from + 2) + AROUND;
        }

        @Override
        void answer(ByteBuf in, int from, int length, boolean first, ByteBuf out) {
            // The same for every frame but number, serial and checksum, which a table-driven CRC makes cheap.
            int start = out.writerIndex();
            out.writeShort(0x7878).writeByte(ANSWER_LENGTH - AROUND).writeByte(in.getByte(from + 3));
            out.writeShort(in.getShort(from + length - 6));
            out.writeShort(Wires.crcItu(out, start + 2)).writeShort(0x0D0A);
        }
    },

    WIALON {
        @Override
        int cut(ByteBuf in, int from, boolean first) {
            int end = in.indexOf(from, in.writerIndex(), (byte) '\n');
            return end < 0 ? MORE : end + 1 - from;
        }

        @Override
        void answer(ByteBuf in, int from, int length, boolean first, ByteBuf out) {
            byte type = in.getByte(from + 1);
            if (type == 'B') {
                out.writeCharSequence("#AB#" + parts(in, from, length) + "\r\n", StandardCharsets.US_ASCII);
            } else {
                out.writeCharSequence(type == 'L' ? "#AL#1\r\n" : "#AD#1\r\n", StandardCharsets.US_ASCII);
            }
        }

        private int parts(ByteBuf in, int from, int length) {
            int parts = 0;
            for (int i = from; i < from + length; i++) {
                parts += in.getByte(i) == '|' ? 1 : 0;
            }
            return parts;
        }
    };

    static final int MORE = 0;

    static BareWire of(String protocol) {
        for (BareWire wire : values()) {
            if (wire.protocol().equals(protocol)) {
                return wire;
            }
        }
        throw new IllegalArgumentException("protocol '" + protocol + "', expected one the swarm speaks");
    }

    String protocol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The length of the frame that begins at {@code from}, which may not be all there; {@link #MORE} if unknown. */
    abstract int cut(ByteBuf in, int from, boolean first);

    abstract void answer(ByteBuf in, int from, int length, boolean first, ByteBuf out);

    /** Who logs in with the frame that begins there. */
    byte[] ident(ByteBuf in, int from, int length) {
        throw notKept();
    }

    /** How many records the frame has that begins there. */
    int records(ByteBuf in, int from) {
        throw notKept();
    }

    /** The time of one of them, ms since 1970, where all are of one size. */
    long timeMs(ByteBuf in, int from, int length, int record) {
        throw notKept();
    }

    /** @throws IllegalArgumentException if it takes more than a few lines to tell what is to be kept */
    void checkKept() {
        if (this != TELTONIKA) {
            throw notKept();
        }
    }

    private IllegalArgumentException notKept() {
        return new IllegalArgumentException(
                "protocol '" + protocol() + "', expected teltonika, whose records the baseline can keep");
    }
}
