package io.fivenines.coordinator.uptime.probe.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Wialon IPS 2.0; the checksum is of what stands between the second # and itself.
 *
 * <pre>
 * #L#2.0;ident;password;CRC                              #AL#1
 * #B#date;time;lat;N;lon;E;speed;course;height;sats|CRC  #AB#number taken
 * #M#text;CRC                                            #AM#1   the other way round
 * </pre>
 */
final class WialonWire implements Wire {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("ddMMyy;HHmmss").withZone(ZoneOffset.UTC);
    private static final String COMMAND = "#M#";
    private static final int MINUTES_E4 = 10_000;

    @Override
    public String protocol() {
        return "wialon";
    }

    @Override
    public int usualPort() {
        return 5039;
    }

    @Override
    public boolean isNumbered() {
        return false;
    }

    @Override
    public void login(Line line, String ident) throws IOException {
        send(line, "#L#", "2.0;" + ident + ";NA;");
        expect(line.text(), "#AL#1");
    }

    @Override
    public void report(Line line, List<Fix> fixes) throws IOException {
        StringBuilder records = new StringBuilder();
        for (Fix fix : fixes) {
            records.append(TIME.format(Instant.ofEpochMilli(fix.timeMs()))).append(';');
            records.append(degrees(fix.latitudeE4(), 2)).append(";N;");
            records.append(degrees(fix.longitudeE4(), 3)).append(";E;0;0;0;9|");
        }
        send(line, "#B#", records.toString());
        String answer = line.text();
        while (answer.startsWith(COMMAND)) {
            take(line, answer);
            answer = line.text();
        }
        expect(answer, "#AB#" + fixes.size());
    }

    /** Degrees and minutes run together: 50.0001 degrees are 5000.0060. */
    private static String degrees(int e4, int width) {
        int minutesE4 = e4 % 10_000 * 60;
        return String.format("%0" + width + "d%02d.%04d", e4 / 10_000, minutesE4 / MINUTES_E4, minutesE4 % MINUTES_E4);
    }

    private static void send(Line line, String kind, String checked) throws IOException {
        byte[] bytes = checked.getBytes(StandardCharsets.US_ASCII);
        String sum = String.format("%04X\r\n", Crc16.ARC.of(bytes, 0, bytes.length));
        line.send((kind + checked + sum).getBytes(StandardCharsets.US_ASCII));
    }

    private static void expect(String answer, String expected) throws IOException {
        if (!answer.equals(expected)) {
            throw new IOException("answered '" + answer + "', expected '" + expected + "'");
        }
    }

    @Override
    public String obey(Line line, String reply) throws IOException {
        return take(line, line.text());
    }

    private static String take(Line line, String told) throws IOException {
        int mark = told.lastIndexOf(';');
        if (!told.startsWith(COMMAND) || mark < 0) {
            throw new IOException("told '" + told + "', expected a message to the driver");
        }
        byte[] checked = told.substring(COMMAND.length(), mark + 1).getBytes(StandardCharsets.ISO_8859_1);
        String sum = String.format("%04X", Crc16.ARC.of(checked, 0, checked.length));
        if (!told.substring(mark + 1).equalsIgnoreCase(sum)) {
            throw new IOException("told '" + told + "', expected the checksum " + sum);
        }
        line.send("#AM#1\r\n".getBytes(StandardCharsets.US_ASCII));
        return told.substring(COMMAND.length(), mark);
    }

    /** It says only that it has taken it. */
    @Override
    public String shown(String reply) {
        return "";
    }
}
