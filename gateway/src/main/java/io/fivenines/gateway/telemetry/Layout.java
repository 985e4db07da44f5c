package io.fivenines.gateway.telemetry;

/**
 * The stored form of a message, big-endian:
 *
 * <pre>
 * +---------+------------+------------+----------+-----------+---------+--------+------------------+
 * | version | message id | protocol   | channel  | peer      | port    | values | ... to the end   |
 * | u8 = 1  | u64        | u8 n, n*u8 | u8 n ... | u8 n, ... | u16     |        |                  |
 * +---------+------------+------------+----------+-----------+---------+--------+------------------+
 * a value:  tag (varint) = parameter id &lt;&lt; 5 | key &lt;&lt; 3 | type
 *           key:  0 none, 1 a number (varint), 2 a word (varint length, UTF-8)
 *           type: 0 whole number (varint, zigzag), 1 real number (f64), 2 false, 3 true, 4 text (varint length, UTF-8)
 * </pre>
 *
 * <p>The ident, the tracker's time and the server's time stand in the journal entry around it. Peer is an address of 4
 * or 16 bytes, or none. The message id covers ident, time and values only, so that a record sent again over another
 * connection has the same id.
 */
final class Layout {
    static final int VERSION = 1;

    static final int KEY_NONE = 0;
    static final int KEY_NUMBER = 1;
    static final int KEY_WORD = 2;

    static final int TYPE_WHOLE = 0;
    static final int TYPE_REAL = 1;
    static final int TYPE_FALSE = 2;
    static final int TYPE_TRUE = 3;
    static final int TYPE_TEXT = 4;

    private Layout() {}
}
