package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Auto over everything recorded: how each session begins tells its protocol, however the bytes come. */
class RecognitionTest {
    private static final Path FOLDER = Path.of("..", "..", "shared", "vectors");
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:34:56Z"));
    private static final long SEED = Long.getLong("fivenines.seed", 20261122L);
    private static final int GARBAGE_COUNT = 100_000;
    private static final int RECORD_COUNT = 20_000;
    private static final int GARBAGE_LENGTH = 256;
    /** Two bytes that prove a protocol come by chance once in 65,536 times. */
    private static final int TAKEN_ONE_IN = 3_000;

    /** Beginnings of our own that are left open, with what makes them so; docs/protocols/auto.md tells the same. */
    private static final Map<String, String> OPEN_OWN = Map.of(
            "jt600: no records",
            "eleven bytes that also begin an H02 record of the first of a month; told by the next packet");

    /** Recorded beginnings that are left open. */
    private static final Map<String, String> OPEN_RECORDED = Map.of(
            "suntech: SuntechProtocolDecoderTest#testDecode/62",
            "-Error: what a modem says, of no protocol; Suntech's own port drops it too",
            "teltonika: TeltonikaProtocolDecoderTest#testDecode/43",
            "FF: a keep-alive follows the login, and FF begins a compressed Wialon packet; told by the next byte");

    private static final String WRITTEN_FROM = "<!-- Written by RecognitionTest: change the code. -->";
    private static final String WRITTEN_TO = "<!-- Written up to here. -->";

    private final Rehearsal space = new Rehearsal(Protocols.AUTO, NOW);

    @Test
    void shouldKnowHowEachProtocolOpens() {
        assertThat(Protocols.ALL).extracting(Protocol::opening).doesNotContain(Opening.NONE);
    }

    /** The page is right by being made right; .ci/run fails where what is committed differs. */
    @Test
    void shouldWriteTheOpeningsIntoTheirPage() throws IOException {
        Path page = Path.of("..", "docs", "protocols", "auto.md");
        String text = Files.readString(page);
        int from = text.indexOf(WRITTEN_FROM);
        int to = text.indexOf(WRITTEN_TO);
        assertThat(from).as(WRITTEN_FROM).isPositive();
        assertThat(to).as(WRITTEN_TO).isGreaterThan(from);
        StringBuilder openings = new StringBuilder(WRITTEN_FROM + "\n```\n");
        for (Protocol protocol : Protocols.ALL) {
            String name = protocol.name();
            for (Pattern form : protocol.opening().forms()) {
                openings.append(String.format("%-12s %s%n", name, legible(form)));
                name = "";
            }
        }
        openings.append("```\n\n| left open | why |\n| --- | --- |\n");
        new TreeMap<>(OPEN_OWN).forEach((name, why) -> row(openings, name, why));
        new TreeMap<>(OPEN_RECORDED).forEach((name, why) -> row(openings, name, why));
        String written = text.substring(0, from) + openings + text.substring(to);
        if (!written.equals(text)) {
            Files.writeString(page, written);
        }
    }

    /** Two decimal digits in a byte take a long form: {@code <00-59>} in its place. */
    private static String legible(Pattern form) {
        String text = form.pattern();
        for (int least = 0; least <= 1; least++) {
            for (int most = 9; most <= 99; most++) {
                text = text.replace(Opening.bcd(least, most), String.format("<%02d-%02d>", least, most));
            }
        }
        return text;
    }

    private static void row(StringBuilder out, String name, String why) {
        out.append("| ").append(name).append(" | ").append(why).append(" |\n");
    }

    @Test
    void shouldRecogniseEverySessionOfOurOwn() throws IOException {
        Map<String, String> failed = new TreeMap<>();
        for (Protocol protocol : Protocols.ALL) {
            for (List<Vector> session : own(protocol)) {
                Vector first = session.get(0);
                boolean sound = first.json().path("verdict").asText().equals("ACCEPTED");
                check(protocol, first, sound, failed);
            }
        }
        expectOpen(failed, OPEN_OWN);
    }

    @Test
    void shouldRecogniseEveryRecordedSession() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "no real vectors at " + FOLDER.toAbsolutePath());
        Map<String, String> failed = new TreeMap<>();
        for (Protocol protocol : Protocols.ALL) {
            for (List<Vector> session : recorded(protocol)) {
                check(protocol, session.get(0), true, failed);
            }
        }
        expectOpen(failed, OPEN_RECORDED);
    }

    private static void expectOpen(Map<String, String> failed, Map<String, String> open) {
        assertThat(failed.keySet()).as(failed.toString()).isEqualTo(open.keySet());
        assertThat(failed.values()).as(failed.toString()).isSubsetOf("open", "none");
    }

    /** What is no sound frame need not be recognised, but must not be taken for another's. */
    private void check(Protocol protocol, Vector first, boolean sound, Map<String, String> failed) {
        String whole = recognised(first.bytes(), first.bytes().length);
        String piecemeal = recognised(first.bytes(), 1);
        assertThat(piecemeal).as(first + " byte by byte").isEqualTo(whole);
        boolean taken = Protocols.ALL.stream().map(Protocol::name).anyMatch(whole::equals);
        if (!whole.equals(protocol.name()) && (sound || taken)) {
            failed.put(protocol.name() + ": " + first, whole);
        }
    }

    /** Its name; {@code open} if more bytes are needed, {@code none} if it is nobody's. */
    private String recognised(byte[] bytes, int step) {
        Rehearsal rehearsal = space.again();
        for (int from = 0; from < bytes.length; from += step) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step));
            if (rehearsal.receive(piece).unrecognised()) {
                return "none";
            }
        }
        String name = rehearsal.protocol().name();
        return name.equals("auto") ? "open" : name;
    }

    @Test
    void shouldDecodeAsOnTheProtocolsOwnPort() throws IOException {
        for (Protocol protocol : Protocols.ALL) {
            List<List<Vector>> sessions = new ArrayList<>(own(protocol));
            sessions.addAll(recorded(protocol));
            Rehearsal direct = new Rehearsal(protocol, NOW);
            for (List<Vector> session : sessions) {
                if (recognised(session.get(0).bytes(), 1).equals(protocol.name())) {
                    compare(session, space.again(), direct.again());
                }
            }
        }
    }

    private static void compare(List<Vector> session, Rehearsal auto, Rehearsal direct) {
        for (Vector vector : session) {
            vector.bind(auto);
            vector.bind(direct);
            assertThat(auto.receive(vector.bytes())).as(vector.toString()).isEqualTo(direct.receive(vector.bytes()));
        }
    }

    @Test
    void shouldTakeNoGarbageForAProtocol() {
        Random random = new Random(SEED);
        Map<String, Integer> taken = new TreeMap<>();
        for (int i = 0; i < GARBAGE_COUNT; i++) {
            byte[] garbage = new byte[GARBAGE_LENGTH];
            random.nextBytes(garbage);
            taken.merge(recognised(garbage, garbage.length), 1, Integer::sum);
        }
        assertThat(taken.get("none"))
                .as("seed " + SEED + ": " + taken)
                .isGreaterThan(GARBAGE_COUNT - GARBAGE_COUNT / TAKEN_ONE_IN);
    }

    /** Both are a dollar sign and decimal digits, two a byte, and neither has a checksum. */
    @Test
    void shouldTellRecordsOfH02FromThoseOfJt600() {
        Random random = new Random(SEED);
        Map<String, Integer> h02 = new TreeMap<>();
        Map<String, Integer> jt600 = new TreeMap<>();
        for (int i = 0; i < RECORD_COUNT; i++) {
            byte[] record = HexFormat.of().parseHex(h02Record(random));
            h02.merge(recognised(record, record.length), 1, Integer::sum);
            record = HexFormat.of().parseHex(jt600Record(random));
            jt600.merge(recognised(record, record.length), 1, Integer::sum);
        }
        assertThat(h02).as("seed " + SEED).containsOnlyKeys("h02");
        assertThat(jt600).as("seed " + SEED).containsOnlyKeys("jt600");
    }

    private static String h02Record(Random random) {
        return "24" + digits(random, 10) + time(random) + date(random, 13, 99) + latitude(random)
                + String.format("%02x", random.nextInt(101)) + longitude(random) + "c"
                + String.format("%03d%03d", random.nextInt(150), random.nextInt(360)) + "fffffbfffffd00"
                + String.format("%02x", random.nextInt(256));
    }

    /** The long form, whose length stands where an H02 record has its date. */
    private static String jt600Record(Random random) {
        String more = random.nextBoolean() ? "23" : "34";
        StringBuilder rest = new StringBuilder();
        while (rest.length() < 2 * Integer.parseInt(more, 16) - 2 * 15) {
            rest.append(String.format("%02x", random.nextInt(256)));
        }
        String ident = random.nextInt(10) == 0 ? "2400" + digits(random, 6) : digits(random, 10);
        return "24" + ident + (random.nextBoolean() ? "11" : "19") + "1" + (1 + random.nextInt(4)) + "00" + more
                + date(random, 10, 40) + time(random) + latitude(random) + longitude(random) + "7" + rest;
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String time(Random random) {
        return String.format("%02d%02d%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    private static String date(Random random, int least, int most) {
        return String.format(
                "%02d%02d%02d",
                1 + random.nextInt(28), 1 + random.nextInt(12), least + random.nextInt(most - least + 1));
    }

    private static String latitude(Random random) {
        return String.format("%02d%02d", random.nextInt(90), random.nextInt(60)) + digits(random, 4);
    }

    private static String longitude(Random random) {
        return String.format("%03d%02d", random.nextInt(180), random.nextInt(60)) + digits(random, 4);
    }

    @Test
    void shouldLeaveOtherProtocolsOfTheNetAlone() {
        List<String> strangers = List.of(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "CONNECT example.com:443 HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "EHLO example.com\r\n",
                "OPTIONS sip:nm SIP/2.0\r\n",
                "*1\r\n$4\r\nPING\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "\u0003\u0000\u0000\u0013\u000e\u00e0\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0008\u0000\u0003",
                "\u0000\u0000\u0000\u0085\u00ffSMBr\u0000\u0000\u0000\u0000\u0018S\u00c8",
                "\u0010\u0010\u0000\u0004MQTT\u0004\u0002\u0000<\u0000\u0004test",
                "\u0000\u0000\u0000\u0008\u0004\u00d2\u0016/");
        for (String stranger : strangers) {
            byte[] bytes = stranger.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(recognised(bytes, bytes.length)).as(stranger).isEqualTo("none");
        }
    }

    /** None where the folder or the file is absent. */
    private static List<List<Vector>> recorded(Protocol protocol) throws IOException {
        Path file = FOLDER.resolve(protocol.name() + ".jsonl");
        return Files.exists(file) ? Vector.sessions(Files.readAllLines(file), "id", "wireHex") : List.of();
    }

    private static List<List<Vector>> own(Protocol protocol) throws IOException {
        try (InputStream in = RecognitionTest.class.getResourceAsStream(protocol.name() + ".jsonl")) {
            List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            return Vector.sessions(lines, "name", "hex");
        }
    }
}
