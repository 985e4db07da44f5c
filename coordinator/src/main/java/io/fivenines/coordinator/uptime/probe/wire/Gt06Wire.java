package io.fivenines.coordinator.uptime.probe.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * GT06 of Concox.
 *
 * <pre>
 * frame     78 78 | length u8 | kind u8 | content | serial u16 | CRC u16 of length to serial | 0D 0A
 * 01 login  0 and the IMEI, two digits a byte                  answered 01 with the serial
 * 12 place  YY MM DD hh mm ss | satellites | latitude * 1,800,000 u32 | longitude u32 | speed u8 | flags u16
 *           | MCC u16 | MNC u8 | LAC u16 | cell u24            answered 12 with the serial
 * 80 told   length u8 | flag u32 | text | ...                  15: length u8 | flag | text | language u16
 * </pre>
 */
final class Gt06Wire implements Wire {
    private static final int START = 0x7878;
    private static final int END = 0x0D0A;
    private static final int LOGIN = 0x01;
    private static final int PLACE = 0x12;
    private static final int ANSWER = 0x15;
    private static final int COMMAND = 0x80;
    private static final int UNITS_PER_E4 = 180;
    /** In place, and north; west is not set. */
    private static final int FLAGS = 1 << 12 | 1 << 10;

    private static final int LENGTH_MIN = 5;
    private static final int FLAG_OCTETS = 4;
    /** Kind, length and flag. */
    private static final int BEFORE_TEXT = 6;

    /** A frame from its kind to before its serial number. */
    private record Heard(ByteBuffer content, int serial) {
        int kind() {
            return content.get(0) & 0xFF;
        }
    }

    @Override
    public String protocol() {
        return "gt06";
    }

    @Override
    public int usualPort() {
        return 5023;
    }

    @Override
    public boolean isNumbered() {
        return true;
    }

    @Override
    public void login(Line line, String ident) throws IOException {
        send(line, LOGIN, HexFormat.of().parseHex("0" + ident), 1);
        expect(line, LOGIN, 1);
    }

    @Override
    public void report(Line line, List<Fix> fixes) throws IOException {
        int serial = 2;
        for (Fix fix : fixes) {
            send(line, PLACE, place(fix), serial++);
        }
        for (int i = 2; i < serial; i++) {
            expect(line, PLACE, i);
        }
    }

    private static byte[] place(Fix fix) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(fix.timeMs() / 1000, 0, ZoneOffset.UTC);
        ByteBuffer content = ByteBuffer.allocate(26);
        content.put((byte) (time.getYear() - 2000)).put((byte) time.getMonthValue());
        content.put((byte) time.getDayOfMonth()).put((byte) time.getHour());
        content.put((byte) time.getMinute()).put((byte) time.getSecond());
        content.put((byte) 0xC9).putInt(fix.latitudeE4() * UNITS_PER_E4).putInt(fix.longitudeE4() * UNITS_PER_E4);
        content.put((byte) 0).putShort((short) FLAGS);
        // A cell of a test network.
        content.putShort((short) 1).put((byte) 1).putShort((short) 1).put(new byte[] {0, 0, 1});
        return content.array();
    }

    private static void send(Line line, int kind, byte[] content, int serial) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(content.length + 10);
        frame.putShort((short) START).put((byte) (content.length + 5)).put((byte) kind);
        frame.put(content).putShort((short) serial);
        frame.putShort((short) Crc16.X25.of(frame.array(), 2, frame.position())).putShort((short) END);
        line.send(frame.array());
    }

    private static Heard hear(Line line) throws IOException {
        int start = line.u16();
        if (start != START) {
            throw new IOException("a frame begins with " + Integer.toHexString(start) + ", expected 7878");
        }
        int length = line.u8();
        if (length < LENGTH_MIN) {
            throw new IOException("a frame of length " + length + ", expected at least " + LENGTH_MIN);
        }
        byte[] frame = new byte[length - 1];
        frame[0] = (byte) length;
        System.arraycopy(line.bytes(length - 2), 0, frame, 1, length - 2);
        int sum = line.u16();
        int end = line.u16();
        if (sum != Crc16.X25.of(frame, 0, frame.length) || end != END) {
            throw new IOException("a frame with checksum " + sum + " and end " + end + ", expected others");
        }
        int serial = ByteBuffer.wrap(frame).getShort(length - 3) & 0xFFFF;
        return new Heard(ByteBuffer.wrap(Arrays.copyOfRange(frame, 1, length - 3)), serial);
    }

    /** An answer; a command that comes before it is obeyed. */
    private static void expect(Line line, int kind, int serial) throws IOException {
        Heard heard = hear(line);
        while (heard.kind() == COMMAND || heard.kind() == ANSWER) {
            if (heard.kind() == COMMAND) {
                obey(line, heard, LATE);
            }
            heard = hear(line);
        }
        if (heard.kind() != kind || heard.serial() != serial) {
            throw new IOException("answered kind " + heard.kind() + " and serial " + heard.serial() + ", expected "
                    + kind + " and " + serial);
        }
    }

    @Override
    public String obey(Line line, String reply) throws IOException {
        Heard heard = hear(line);
        // That an answer was heard.
        while (heard.kind() == ANSWER) {
            heard = hear(line);
        }
        return obey(line, heard, reply);
    }

    private static String obey(Line line, Heard heard, String reply) throws IOException {
        ByteBuffer content = heard.content();
        if (heard.kind() != COMMAND || content.remaining() <= BEFORE_TEXT) {
            throw new IOException("a frame of kind " + heard.kind() + ", expected a command");
        }
        int textOctets = (content.get(1) & 0xFF) - FLAG_OCTETS;
        int flag = content.getInt(2);
        if (textOctets < 1 || textOctets > content.remaining() - BEFORE_TEXT) {
            throw new IOException("a command of " + textOctets + " bytes, expected as many as there are");
        }
        byte[] said = reply.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ByteBuffer.allocate(1 + FLAG_OCTETS + said.length + 2);
        answer.put((byte) (FLAG_OCTETS + said.length)).putInt(flag).put(said).putShort((short) 2);
        send(line, ANSWER, answer.array(), heard.serial());
        byte[] text = new byte[textOctets];
        content.get(BEFORE_TEXT, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    @Override
    public String shown(String reply) {
        return reply;
    }
}
