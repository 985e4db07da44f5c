package io.fivenines.coordinator.redirect.dns;

/**
 * What a client's OPT record says (RFC 6891).
 *
 * @param payloadMax the longest UDP answer it can take
 * @param dnssecOk a bit that the answer repeats
 */
record Edns(int payloadMax, int version, boolean dnssecOk) {
    /** In the OPT record's TTL field. */
    static final int DNSSEC_OK = 0x8000;
}
