package io.fivenines.coordinator.redirect.dns;

/** The numbers of the types and the class this server knows. */
final class RecordType {
    static final int A = 1;
    static final int NS = 2;
    static final int SOA = 6;
    static final int HINFO = 13;
    static final int AAAA = 28;
    static final int OPT = 41;
    static final int ANY = 255;
    static final int CLASS_IN = 1;

    private static final int META_FIRST = 128;
    private static final int IXFR = 251;
    private static final int AXFR = 252;

    private RecordType() {}

    /** A copy of the whole zone, or of what changed in it. */
    static boolean isTransfer(int type) {
        return type == IXFR || type == AXFR;
    }

    /** Neither data nor anything this server does: TKEY, TSIG, MAILB and others. */
    static boolean isForeignMeta(int type) {
        return type >= META_FIRST && type < ANY && !isTransfer(type);
    }
}
