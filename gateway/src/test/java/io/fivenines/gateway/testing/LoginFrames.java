package io.fivenines.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Logins that carry a secret, as trackers send them. */
public final class LoginFrames {
    private static final int JT808_AUTHENTICATION = 0x0102;
    private static final int JT808_REGISTRATION = 0x0100;
    private static final int JT808_LOCATION = 0x0200;
    private static final String JT808_ID = "013912345678";
    private static final HexFormat HEX = HexFormat.of();

    private LoginFrames() {}

    public static byte[] jt808Authentication(String code) {
        return jt808(JT808_AUTHENTICATION, code.getBytes(StandardCharsets.US_ASCII));
    }

    public static byte[] jt808Registration() {
        return jt808(JT808_REGISTRATION, new byte[37]);
    }

    /** A place, 2026-11-22 12:00:00 China time. */
    public static byte[] jt808Location() {
        return jt808(JT808_LOCATION, HEX.parseHex("0000000000000003" + "01cd4a3106c9a1b0001e0064005a261122120000"));
    }

    /** Without bytes that are to be escaped, which these have not. */
    private static byte[] jt808(int kind, byte[] body) {
        String head = String.format("%04x%04x%s%04x", kind, body.length, JT808_ID, 7);
        byte[] bytes = HEX.parseHex(head + HEX.formatHex(body));
        int sum = 0;
        for (byte one : bytes) {
            sum ^= one;
        }
        return HEX.parseHex(String.format("7e%s%02x7e", HEX.formatHex(bytes), sum & 0xFF));
    }

    /** GOST: who it is, by a number of its own. */
    public static byte[] egtsIdentity() {
        return egts(HEX.parseHex("01" + "0500" + "39300000" + "00"));
    }

    /** GOST: name and password. */
    public static byte[] egtsLogin(String password) {
        byte[] text = ("depot\0" + password + "\0").getBytes(StandardCharsets.US_ASCII);
        return egts(HEX.parseHex(String.format("05%02x00", text.length) + HEX.formatHex(text)));
    }

    /** A packet with one record for the service of authentication. */
    private static byte[] egts(byte[] inside) {
        String record = String.format("%02x00", inside.length) + "0000" + "00" + "01" + "01" + HEX.formatHex(inside);
        byte[] data = HEX.parseHex(record);
        byte[] head = HEX.parseHex(String.format("0100000b00%02x00000001", data.length));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        out.write(crc8(head));
        out.writeBytes(data);
        int sum = crc16(data);
        out.write(sum);
        out.write(sum >> 8);
        return out.toByteArray();
    }

    private static int crc8(byte[] bytes) {
        int crc = 0xFF;
        for (byte one : bytes) {
            crc ^= one & 0xFF;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x31 : crc << 1;
            }
        }
        return crc & 0xFF;
    }

    private static int crc16(byte[] bytes) {
        int crc = 0xFFFF;
        for (byte one : bytes) {
            crc ^= (one & 0xFF) << 8;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }
}
