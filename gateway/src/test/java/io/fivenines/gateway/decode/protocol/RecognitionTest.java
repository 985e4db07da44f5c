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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Auto over everything recorded: how each session begins tells its protocol, however the bytes come. */
class RecognitionTest {
    private static final Path FOLDER = Path.of("..", "..", "shared", "vectors");
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:34:56Z"));
    private static final long SEED = Long.getLong("fivenines.seed", 20261122L);
    private static final int GARBAGE_COUNT = 200_000;
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

    private final Rehearsal space = new Rehearsal(Protocols.AUTO, NOW);

    @Test
    void shouldKnowHowEachProtocolOpens() {
        assertThat(Protocols.ALL).extracting(Protocol::opening).doesNotContain(Opening.NONE);
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
        assertThat(failed.keySet()).as(failed.toString()).isEqualTo(OPEN_OWN.keySet());
    }

    @Test
    void shouldRecogniseEveryRecordedSession() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "no real vectors at " + FOLDER.toAbsolutePath());
        Map<String, String> failed = new TreeMap<>();
        for (Protocol protocol : Protocols.ALL) {
            Path file = FOLDER.resolve(protocol.name() + ".jsonl");
            if (Files.exists(file)) {
                for (List<Vector> session : Vector.sessions(Files.readAllLines(file), "id", "wireHex")) {
                    check(protocol, session.get(0), true, failed);
                }
            }
        }
        assertThat(failed.keySet()).as(failed.toString()).isEqualTo(OPEN_RECORDED.keySet());
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
            for (List<Vector> session : own(protocol)) {
                if (recognised(session.get(0).bytes(), 1).equals(protocol.name())) {
                    Rehearsal auto = space.again();
                    Rehearsal direct = new Rehearsal(protocol, NOW);
                    for (Vector vector : session) {
                        vector.bind(auto);
                        vector.bind(direct);
                        assertThat(auto.receive(vector.bytes()))
                                .as(vector.toString())
                                .isEqualTo(direct.receive(vector.bytes()));
                    }
                }
            }
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

    private static List<List<Vector>> own(Protocol protocol) throws IOException {
        try (InputStream in = RecognitionTest.class.getResourceAsStream(protocol.name() + ".jsonl")) {
            List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            return Vector.sessions(lines, "name", "hex");
        }
    }
}
