package io.fivenines.benchmarks.jmh;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.fivenines.benchmarks.wire.Trail;
import io.fivenines.benchmarks.wire.Wires;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** One login, where the protocol has it, and one ordinary packet of one position for each protocol. */
final class SampleFrames {
    private static final String IDENT = "356307042441013";

    private final byte[] login;
    private final byte[] packet;

    private SampleFrames(byte[] login, byte[] packet) {
        this.login = login;
        this.packet = packet;
    }

    byte[] login() {
        return login;
    }

    byte[] packet() {
        return packet;
    }

    static SampleFrames of(String protocol) {
        return switch (protocol) {
            case "fivenines-json" ->
                new SampleFrames(
                        new byte[0],
                        ascii("{\"ident\":\"" + IDENT + "\",\"timestamp\":1735689600,\"position.latitude\":50.25,"
                                + "\"position.longitude\":20.5,\"position.speed\":4.3,\"position.direction\":92,"
                                + "\"position.satellites\":11,\"din.1\":true,\"mood\":\"good\"}\n"));
            case "gl200" ->
                new SampleFrames(
                        new byte[0],
                        ascii("+RESP:GTFRI,1A0800," + IDENT
                                + ",GL200,0,0,1,1,4.3,92,70.0,20.5,50.25,20250101000000,0460,"
                                + "0000,18D8,6141,00,95,20250101000001,11F0$"));
            case "h02" ->
                new SampleFrames(
                        new byte[0],
                        ascii("*HQ," + IDENT
                                + ",V1,000000,A,5015.0000,N,02030.0000,E,004.30,092,010125,FFFFFBFF,0,0,1,2#"));
            case "ruptela" -> new SampleFrames(new byte[0], ruptela());
            default -> ofTracker(Wires.named(protocol));
        };
    }

    private static SampleFrames ofTracker(TrackerWire wire) {
        ByteBuf login = Unpooled.buffer();
        wire.login(login, IDENT);
        ByteBuf packet = Unpooled.buffer();
        wire.records(packet, new Trail(1), 1, 1);
        return new SampleFrames(ByteBufUtil.getBytes(login), ByteBufUtil.getBytes(packet));
    }

    /** Command 1: IMEI, records left, count, a record with three elements, CRC-16/KERMIT over all but the length. */
    private static byte[] ruptela() {
        ByteBuf body = Unpooled.buffer();
        body.writeLong(Long.parseLong(IDENT)).writeByte(1).writeByte(0).writeByte(1);
        body.writeInt((int) (Trail.START_MS / 1_000)).writeByte(0).writeByte(0);
        body.writeInt(205_000_000).writeInt(502_500_000).writeShort(700).writeShort(9_200);
        body.writeByte(12).writeShort(4).writeByte(8).writeByte(7);
        body.writeByte(1).writeByte(5).writeByte(1);
        body.writeByte(1).writeByte(29).writeShort(13_800);
        body.writeByte(1).writeByte(65).writeInt(123_456);
        body.writeByte(0);
        ByteBuf frame = Unpooled.buffer().writeShort(body.writerIndex()).writeBytes(body.slice());
        return ByteBufUtil.getBytes(frame.writeShort(kermit(body)));
    }

    private static int kermit(ByteBuf bytes) {
        int crc = 0;
        for (int i = 0; i < bytes.writerIndex(); i++) {
            crc ^= bytes.getUnsignedByte(i);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x8408);
            }
        }
        return crc;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
