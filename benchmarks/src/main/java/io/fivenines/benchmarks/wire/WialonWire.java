package io.fivenines.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Wialon IPS 2.0, text; the CRC covers what lies between the second # and itself.
 *
 * <pre>
 * #L#2.0;ident;password;CRC                                                      #AL#1
 * #D#date;time;lat;N;lon;E;speed;course;height;sats;hdop;in;out;adc;ibutton;params;CRC   #AD#1
 * #B#record|record|...|CRC                                                       #AB#number taken
 * </pre>
 */
final class WialonWire implements TrackerWire {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("ddMMyy;HHmmss");
    private static final int RECORDS_MAX = 500;

    @Override
    public String name() {
        return "wialon";
    }

    @Override
    public int port() {
        return 5039;
    }

    @Override
    public int recordsMax() {
        return RECORDS_MAX;
    }

    @Override
    public void login(ByteBuf out, String ident) {
        packet(out, "#L#", "2.0;" + ident + ";NA;");
    }

    @Override
    public void records(ByteBuf out, Trail trail, int first, int count) {
        if (count == 1) {
            packet(out, "#D#", record(trail, first) + ';');
            return;
        }
        StringBuilder all = new StringBuilder(count * 128);
        for (int i = 0; i < count; i++) {
            all.append(record(trail, first + i)).append('|');
        }
        packet(out, "#B#", all);
    }

    private static void packet(ByteBuf out, String type, CharSequence checked) {
        out.writeCharSequence(type, StandardCharsets.US_ASCII);
        int from = out.writerIndex();
        out.writeCharSequence(checked, StandardCharsets.US_ASCII);
        int crc = Crc16.ARC.of(out, from);
        out.writeCharSequence(String.format("%04X\r\n", crc), StandardCharsets.US_ASCII);
    }

    private static String record(Trail trail, int sequence) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Trail.timeMs(sequence) / 1_000, 0, ZoneOffset.UTC);
        StringBuilder record = new StringBuilder(128);
        TIME.formatTo(time, record);
        degrees(record.append(';'), Trail.latitudeE4(sequence), 2).append(";N;");
        degrees(record, trail.longitudeE4(), 3).append(";E;");
        record.append(Trail.speedKmh(sequence)).append(';').append(Trail.courseDegrees(sequence));
        record.append(';').append(Trail.altitudeM(sequence)).append(';').append(Trail.satellites());
        return record.append(";0.8;0;0;13.8;NA;odometer:1:").append(sequence).toString();
    }

    /** Degrees and minutes run together: 50.0001 degrees are 5000.0060. */
    private static StringBuilder degrees(StringBuilder out, int e4, int width) {
        digits(out, e4 / 10_000, width);
        int tenThousandthsOfMinutes = e4 % 10_000 * 60;
        digits(out, tenThousandthsOfMinutes / 10_000, 2).append('.');
        return digits(out, tenThousandthsOfMinutes % 10_000, 4);
    }

    private static StringBuilder digits(StringBuilder out, int value, int width) {
        String digits = Integer.toString(value);
        return out.append("0".repeat(width - digits.length())).append(digits);
    }

    @Override
    public void read(ByteBuf in, Answers answers) {
        for (int end = in.bytesBefore((byte) '\n'); end >= 0; end = in.bytesBefore((byte) '\n')) {
            String line = in.readCharSequence(end + 1, StandardCharsets.US_ASCII)
                    .toString()
                    .trim();
            if (line.startsWith("#AL#")) {
                answers.onLogin(line.equals("#AL#1"));
            } else if (line.equals("#AD#1")) {
                answers.onAcknowledged(1);
            } else if (line.matches("#AB#[1-9][0-9]{0,2}")) {
                answers.onAcknowledged(Integer.parseInt(line.substring(4)));
            } else {
                answers.onRejected();
            }
        }
    }
}
