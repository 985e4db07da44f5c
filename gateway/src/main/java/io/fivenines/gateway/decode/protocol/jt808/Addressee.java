package io.fivenines.gateway.decode.protocol.jt808;

/** How a tracker is written to: as it wrote itself, in the last message whose sender was known. */
final class Addressee {
    private static final int ID_MAX = 10;

    private final byte[] id = new byte[ID_MAX];
    private int idLength;
    private int delimiter;
    private int version;

    void is(Header header) {
        delimiter = header.delimiter();
        version = header.version();
        idLength = header.idLength();
        for (int i = 0; i < idLength; i++) {
            id[i] = (byte) header.idByte(i);
        }
    }

    /** Whether it has written yet. */
    boolean isKnown() {
        return idLength > 0;
    }

    int delimiter() {
        return delimiter;
    }

    /** The version of the protocol, -1 before 2019. */
    int version() {
        return version;
    }

    int idLength() {
        return idLength;
    }

    int idByte(int i) {
        return id[i];
    }
}
