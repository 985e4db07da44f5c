package io.fivenines.gateway.decode;

/**
 * The check sums trackers use, table-driven. Names and parameters as in the catalogue of parametrised CRC algorithms
 * (reveng): each is named with its published check value in the test.
 */
public final class Crc {
    public static final Crc ARC = new Crc(0x8005, 0x0000, true, 0x0000);
    public static final Crc X25 = new Crc(0x1021, 0xFFFF, true, 0xFFFF);
    public static final Crc KERMIT = new Crc(0x1021, 0x0000, true, 0x0000);
    public static final Crc MODBUS = new Crc(0x8005, 0xFFFF, true, 0x0000);
    public static final Crc CCITT_FALSE = new Crc(0x1021, 0xFFFF, false, 0x0000);
    public static final Crc XMODEM = new Crc(0x1021, 0x0000, false, 0x0000);

    private static final int[] NRSC5 = new int[256];

    static {
        for (int i = 0; i < NRSC5.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x31 : crc << 1;
            }
            NRSC5[i] = crc & 0xFF;
        }
    }

    private final int init;
    private final boolean reflected;
    private final int xorOut;
    private final int[] table = new int[256];

    private Crc(int polynomial, int init, boolean reflected, int xorOut) {
        this.init = init;
        this.reflected = reflected;
        this.xorOut = xorOut;
        for (int i = 0; i < 256; i++) {
            table[i] = reflected ? reflectedEntry(i, Integer.reverse(polynomial) >>> 16) : entry(i, polynomial);
        }
    }

    private static int entry(int index, int polynomial) {
        int crc = index << 8;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 0x8000) != 0 ? crc << 1 ^ polynomial : crc << 1;
        }
        return crc & 0xFFFF;
    }

    private static int reflectedEntry(int index, int polynomial) {
        int crc = index;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 1) != 0 ? crc >>> 1 ^ polynomial : crc >>> 1;
        }
        return crc;
    }

    /** Over {@code length} bytes of the frame from {@code offset} on; does not move the frame's cursor. */
    public int of(Frame frame, int offset, int length) {
        int crc = init;
        for (int i = offset; i < offset + length; i++) {
            crc = next(crc, frame.sent(i));
        }
        return crc ^ xorOut;
    }

    /** Over the bytes of a reply from {@code offset} to its present end. */
    public int of(Reply reply, int offset) {
        int crc = init;
        for (int i = offset; i < reply.length(); i++) {
            crc = next(crc, reply.at(i));
        }
        return crc ^ xorOut;
    }

    private int next(int crc, int octet) {
        return reflected
                ? crc >>> 8 ^ table[(crc ^ octet) & 0xFF]
                : (crc << 8 ^ table[(crc >>> 8 ^ octet) & 0xFF]) & 0xFFFF;
    }

    /** CRC-8/NRSC-5: polynomial 31, from FF, eight bits. */
    public static int nrsc5(Frame frame, int offset, int length) {
        int crc = 0xFF;
        for (int i = offset; i < offset + length; i++) {
            crc = NRSC5[crc ^ frame.sent(i) & 0xFF];
        }
        return crc;
    }

    /** The same over the bytes of a reply from {@code offset} to its present end. */
    public static int nrsc5(Reply reply, int offset) {
        int crc = 0xFF;
        for (int i = offset; i < reply.length(); i++) {
            crc = NRSC5[crc ^ reply.at(i) & 0xFF];
        }
        return crc;
    }

    /** All bytes combined by exclusive or. */
    public static int xor(Frame frame, int offset, int length) {
        int sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum ^= frame.sent(i);
        }
        return sum;
    }

    /** All bytes added, 32 bits. */
    public static int sum(Frame frame, int offset, int length) {
        int sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += frame.sent(i);
        }
        return sum;
    }
}
