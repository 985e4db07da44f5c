package io.fivenines.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * GT06 of Concox. A packet of several records is several frames one behind the other; each is answered by its own
 * number and serial.
 *
 * <pre>
 * frame     78 78 | length of number..CRC | number | content | serial (2) | CRC-ITU of length..serial (2) | 0D 0A
 * login     01: IMEI, two digits a byte, a zero in front
 * location  12: YY MM DD hh mm ss | satellites | latitude * 1,800,000 (4) | longitude (4) | speed
 *               | course and flags (2) | MCC (2) | MNC | LAC (2) | cell (3)
 * </pre>
 */
final class Gt06Wire implements TrackerWire {
    private static final int START = 0x7878;
    private static final int STOP = 0x0D0A;
    private static final int LOGIN = 0x01;
    private static final int LOCATION = 0x12;
    private static final int LOGIN_LENGTH = 13;
    private static final int LOCATION_LENGTH = 31;
    /** Everything but what the length byte counts. */
    private static final int AROUND = 5;

    private static final int UNITS_PER_E4 = 180;
    private static final int GPS_IN_PLACE = 1 << 12;
    private static final int NORTH = 1 << 10;
    private static final int RECORDS_MAX = 255;

    @Override
    public String name() {
        return "gt06";
    }

    @Override
    public int port() {
        return 5023;
    }

    @Override
    public int recordsMax() {
        return RECORDS_MAX;
    }

    @Override
    public void login(ByteBuf out, String ident) {
        int checked = begin(out, LOGIN_LENGTH, LOGIN);
        String digits = "0".repeat(16 - ident.length()) + ident;
        for (int i = 0; i < digits.length(); i += 2) {
            out.writeByte((digits.charAt(i) - '0') << 4 | digits.charAt(i + 1) - '0');
        }
        end(out, checked, 0);
    }

    @Override
    public void records(ByteBuf out, Trail trail, int first, int count) {
        for (int i = 0; i < count; i++) {
            record(out, trail, first + i);
        }
    }

    private static void record(ByteBuf out, Trail trail, int sequence) {
        int checked = begin(out, LOCATION_LENGTH, LOCATION);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Trail.timeMs(sequence) / 1_000, 0, ZoneOffset.UTC);
        out.writeByte(time.getYear() - 2000).writeByte(time.getMonthValue()).writeByte(time.getDayOfMonth());
        out.writeByte(time.getHour()).writeByte(time.getMinute()).writeByte(time.getSecond());
        // The high half counts the bytes of the GPS part, which is always 12.
        out.writeByte(12 << 4 | Trail.satellites());
        out.writeInt(Trail.latitudeE4(sequence) * UNITS_PER_E4).writeInt(trail.longitudeE4() * UNITS_PER_E4);
        out.writeByte(Trail.speedKmh(sequence));
        out.writeShort(GPS_IN_PLACE | NORTH | Trail.courseDegrees(sequence));
        out.writeShort(460).writeByte(0).writeShort(0x287D).writeMedium(0x001FB8);
        end(out, checked, serial(sequence));
    }

    static int begin(ByteBuf out, int length, int number) {
        out.writeShort(START);
        int checked = out.writerIndex();
        out.writeByte(length).writeByte(number);
        return checked;
    }

    static void end(ByteBuf out, int checked, int serial) {
        out.writeShort(serial);
        out.writeShort(Crc16.X25.of(out, checked)).writeShort(STOP);
    }

    /** The login of a connection has 0. */
    private static int serial(int sequence) {
        return sequence + 1 & 0xFFFF;
    }

    @Override
    public void read(ByteBuf in, Answers answers) {
        while (in.readableBytes() > 2) {
            int frame = in.readerIndex();
            int length = in.getUnsignedByte(frame + 2);
            if (in.readableBytes() < length + AROUND) {
                return;
            }
            in.skipBytes(length + AROUND);
            if (!isWhole(in, frame, length)) {
                answers.onRejected();
            } else if (in.getByte(frame + 3) == LOGIN) {
                answers.onLogin(true);
            } else if (in.getUnsignedShort(frame + length - 1) == serial(answers.awaited())) {
                answers.onAcknowledged(1);
            } else {
                answers.onRejected();
            }
        }
    }

    private static boolean isWhole(ByteBuf in, int frame, int length) {
        int crc = frame + 1 + length;
        return length >= AROUND
                && in.getUnsignedShort(frame) == START
                && in.getUnsignedShort(crc) == Crc16.X25.of(in, frame + 2, crc)
                && in.getUnsignedShort(crc + 2) == STOP;
    }
}
