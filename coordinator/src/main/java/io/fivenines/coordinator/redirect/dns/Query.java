package io.fivenines.coordinator.redirect.dns;

/**
 * A message that is to be answered.
 *
 * @param flags the second word of its header
 * @param complaint NOERROR if it can be understood
 * @param question null if there is none to repeat
 * @param edns null without an OPT record
 */
record Query(int id, int flags, ResponseCode complaint, Question question, Edns edns) {
    static final int RESPONSE = 0x8000;
    static final int OPCODE = 0x7800;
    static final int AUTHORITATIVE = 0x0400;
    static final int TRUNCATED = 0x0200;
    static final int RECURSION_DESIRED = 0x0100;
}
