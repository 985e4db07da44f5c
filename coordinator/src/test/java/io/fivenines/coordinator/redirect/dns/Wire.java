package io.fivenines.coordinator.redirect.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;

/** Queries as bytes. */
final class Wire {
    static final int ID = 0x1234;

    /** An OPT record of version 0 for 1232 bytes. */
    static final String OPT = "00 0029 04d0 00000000 0000";

    private Wire() {}

    static ByteBuf query(String name, int type) {
        ByteBuf out = head(1, 0);
        DomainName.of(name).writeTo(out);
        return out.writeShort(type).writeShort(RecordType.CLASS_IN);
    }

    /** With these bytes behind the question, counted as so many additional records. */
    static ByteBuf query(String name, int type, int additional, String hex) {
        ByteBuf out = query(name, type);
        out.setShort(10, additional);
        return out.writeBytes(bytes(hex));
    }

    static ByteBuf head(int questions, int additional) {
        ByteBuf out = Unpooled.buffer();
        out.writeShort(ID).writeShort(0).writeShort(questions).writeShort(0).writeShort(0);
        return out.writeShort(additional);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
