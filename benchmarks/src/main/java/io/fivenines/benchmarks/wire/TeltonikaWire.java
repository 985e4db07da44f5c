package io.fivenines.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Teltonika, Codec 8 over TCP.
 *
 * <pre>
 * login    length (2) | IMEI                                answered by 01 or 00
 * packet   0 (4) | length (4) | 08 | n | n records | n | CRC-16 of 08..n (4)
 *                                                           answered by the number of records taken (4)
 * record   time in ms (8) | priority | longitude E7 (4) | latitude E7 (4) | altitude (2) | angle (2)
 *          | satellites | speed (2) | event id | count of all | then for 1, 2, 4, 8 bytes: count, (id, value)...
 * </pre>
 */
final class TeltonikaWire implements TrackerWire {
    private static final int RECORDS_MAX = 255;
    private static final int CODEC_8 = 8;
    private static final int IGNITION = 239;
    private static final int MOVEMENT = 240;
    private static final int GSM_SIGNAL = 21;
    private static final int GNSS_STATUS = 69;
    private static final int EXTERNAL_MV = 66;
    private static final int BATTERY_MV = 67;
    private static final int HDOP = 182;
    private static final int ODOMETER_M = 16;
    private static final int OPERATOR = 241;

    @Override
    public String name() {
        return "teltonika";
    }

    @Override
    public int port() {
        return 5027;
    }

    @Override
    public int recordsMax() {
        return RECORDS_MAX;
    }

    @Override
    public void login(ByteBuf out, String ident) {
        out.writeShort(ident.length());
        out.writeCharSequence(ident, StandardCharsets.US_ASCII);
    }

    @Override
    public void records(ByteBuf out, Trail trail, int first, int count) {
        out.writeInt(0);
        int length = out.writerIndex();
        out.writeInt(0);
        int data = out.writerIndex();
        out.writeByte(CODEC_8).writeByte(count);
        for (int i = 0; i < count; i++) {
            record(out, trail, first + i);
        }
        out.writeByte(count);
        out.setInt(length, out.writerIndex() - data);
        out.writeInt(Crc16.ARC.of(out, data));
    }

    private static void record(ByteBuf out, Trail trail, int sequence) {
        out.writeLong(Trail.timeMs(sequence)).writeByte(0);
        out.writeInt(trail.longitudeE4() * 1_000).writeInt(Trail.latitudeE4(sequence) * 1_000);
        out.writeShort(Trail.altitudeM(sequence)).writeShort(Trail.courseDegrees(sequence));
        out.writeByte(Trail.satellites()).writeShort(Trail.speedKmh(sequence));
        out.writeByte(0).writeByte(9);
        out.writeByte(4);
        out.writeByte(IGNITION).writeByte(1).writeByte(MOVEMENT).writeByte(1);
        out.writeByte(GSM_SIGNAL).writeByte(4).writeByte(GNSS_STATUS).writeByte(1);
        out.writeByte(3);
        out.writeByte(EXTERNAL_MV).writeShort(13_800);
        out.writeByte(BATTERY_MV).writeShort(4_050);
        out.writeByte(HDOP).writeShort(8);
        out.writeByte(2);
        out.writeByte(ODOMETER_M).writeInt(sequence);
        out.writeByte(OPERATOR).writeInt(24_602);
        out.writeByte(0);
    }

    @Override
    public void read(ByteBuf in, Answers answers) {
        if (!answers.loggedIn() && in.isReadable()) {
            answers.onLogin(in.readByte() == 1);
        }
        while (answers.loggedIn() && in.readableBytes() >= Integer.BYTES) {
            int taken = in.readInt();
            if (taken > 0) {
                answers.onAcknowledged(taken);
            } else {
                answers.onRejected();
            }
        }
    }
}
