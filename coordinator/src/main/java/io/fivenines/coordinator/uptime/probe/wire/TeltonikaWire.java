package io.fivenines.coordinator.uptime.probe.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Codec 8 for records and codec 12 for commands.
 *
 * <pre>
 * login    length u16 | IMEI                                            01
 * packet   0 u32 | length u32 | codec u8 ... count u8 | CRC-16/ARC u32   records: their count u32
 * 08       count | (ms u64 | priority | longitude E7 | latitude E7 | altitude u16 | angle u16 | satellites | speed u16
 *          | event | elements: 0 | 0 of each width) ... | count
 * 0C       count | type (5 command, 6 answer) | length u32 | text | count
 * </pre>
 */
final class TeltonikaWire implements Wire {
    private static final int RECORDS = 8;
    private static final int MESSAGES = 0x0C;
    private static final int COMMAND = 5;
    private static final int ANSWER = 6;
    private static final int RECORD_OCTETS = 30;
    private static final int LENGTH_MAX = 4096;
    /** Codec, count, type and length; behind the text the count again. */
    private static final int BEFORE_TEXT = 7;

    @Override
    public String protocol() {
        return "teltonika";
    }

    @Override
    public int usualPort() {
        return 5027;
    }

    @Override
    public boolean isNumbered() {
        return true;
    }

    @Override
    public void login(Line line, String ident) throws IOException {
        byte[] imei = ident.getBytes(StandardCharsets.US_ASCII);
        line.send(ByteBuffer.allocate(2 + imei.length)
                .putShort((short) imei.length)
                .put(imei)
                .array());
        int answer = line.u8();
        if (answer != 1) {
            throw new IOException("the login is answered " + answer + ", expected 1");
        }
    }

    @Override
    public void report(Line line, List<Fix> fixes) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(3 + fixes.size() * RECORD_OCTETS);
        data.put((byte) RECORDS).put((byte) fixes.size());
        for (Fix fix : fixes) {
            data.putLong(fix.timeMs()).put((byte) 0);
            data.putInt(fix.longitudeE4() * 1000).putInt(fix.latitudeE4() * 1000);
            data.putShort((short) 0).putShort((short) 0).put((byte) 9).putShort((short) 0);
            // No event, no elements of any width.
            data.put(new byte[6]);
        }
        data.put((byte) fixes.size());
        line.send(packet(data.array()));
        int taken = line.i32();
        while (taken == 0) {
            obeyAfterPreamble(line, LATE, "0 records are acknowledged, or a command");
            taken = line.i32();
        }
        if (taken != fixes.size()) {
            throw new IOException(taken + " records are acknowledged, expected " + fixes.size());
        }
    }

    private static byte[] packet(byte[] data) {
        return ByteBuffer.allocate(12 + data.length)
                .putInt(0)
                .putInt(data.length)
                .put(data)
                .putInt(Crc16.ARC.of(data, 0, data.length))
                .array();
    }

    @Override
    public String obey(Line line, String reply) throws IOException {
        int preamble = line.i32();
        if (preamble != 0) {
            throw new IOException("a packet begins with " + preamble + ", expected a command");
        }
        return obeyAfterPreamble(line, reply, "a packet");
    }

    /** @param what has begun, if this is no command after all */
    private static String obeyAfterPreamble(Line line, String reply, String what) throws IOException {
        int length = length(line, what);
        if (length <= BEFORE_TEXT || length > LENGTH_MAX) {
            throw new IOException(what + " of length " + length + ", expected a command");
        }
        byte[] data = line.bytes(length);
        int sum = line.i32();
        if (sum != Crc16.ARC.of(data, 0, length) || data[0] != MESSAGES || data[2] != COMMAND) {
            throw new IOException("a packet of codec " + data[0] + ", type " + data[2] + " and checksum " + sum
                    + ", expected a command of codec 12");
        }
        byte[] answer = reply.getBytes(StandardCharsets.US_ASCII);
        line.send(packet(ByteBuffer.allocate(BEFORE_TEXT + answer.length + 1)
                .put((byte) MESSAGES)
                .put((byte) 1)
                .put((byte) ANSWER)
                .putInt(answer.length)
                .put(answer)
                .put((byte) 1)
                .array()));
        return new String(Arrays.copyOfRange(data, BEFORE_TEXT, length - 1), StandardCharsets.ISO_8859_1);
    }

    private static int length(Line line, String what) throws IOException {
        try {
            return line.i32();
        } catch (SocketTimeoutException e) {
            throw new IOException(what + " that does not go on", e);
        }
    }

    @Override
    public String shown(String reply) {
        return reply;
    }
}
