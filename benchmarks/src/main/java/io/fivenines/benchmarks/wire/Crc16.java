package io.fivenines.benchmarks.wire;

import io.netty.buffer.ByteBuf;

/** Reflected 16-bit checksums, as most makers use one or the other. */
final class Crc16 {
    /** Polynomial 0x8005 from 0: Teltonika, Wialon IPS 2.0. */
    static final Crc16 ARC = new Crc16(0xA001, 0, 0);

    /** Polynomial 0x1021 from 0xFFFF, inverted: what Concox calls CRC-ITU. */
    static final Crc16 X25 = new Crc16(0x8408, 0xFFFF, 0xFFFF);

    private final int[] table = new int[256];
    private final int start;
    private final int invert;

    private Crc16(int polynomial, int start, int invert) {
        this.start = start;
        this.invert = invert;
        for (int octet = 0; octet < table.length; octet++) {
            int crc = octet;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : polynomial);
            }
            table[octet] = crc;
        }
    }

    /** Of the bytes from an index to the end of what was written. */
    int of(ByteBuf bytes, int from) {
        return of(bytes, from, bytes.writerIndex());
    }

    int of(ByteBuf bytes, int from, int to) {
        int crc = start;
        for (int i = from; i < to; i++) {
            crc = crc >>> 8 ^ table[(crc ^ bytes.getByte(i)) & 0xFF];
        }
        return crc ^ invert;
    }
}
