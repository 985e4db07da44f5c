package io.fivenines.gateway.decode.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param INPUT = Param.named("ain.#");
    private static final Param LATITUDE = Param.named("position.latitude");

    /** {@code length kind ident8 altitude16 flags spare sum}: kind 1 only; the length counts itself. */
    private static final Protocol BINARY =
            new Protocol("binary", 1, Framing.of(64, ahead -> Math.max(0, ahead.at(0))), session -> (frame, out) -> {
                int end = frame.length() - 1;
                if (Crc.xor(frame, 0, end) != frame.at(end)) {
                    return Verdict.BAD_CHECKSUM;
                }
                if (frame.at(1) != 1) {
                    return Verdict.UNSUPPORTED;
                }
                return binary(frame.seek(2), session, out);
            });

    private static final Protocol TEXT =
            new Protocol("text", 1, Framing.terminatedBy(64, "\n"), session -> ExplainerTest::text);

    private static Verdict binary(Frame frame, Session session, Sink out) {
        session.identify(frame.hexText(1));
        out.message(0).put(ALTITUDE, frame.u16());
        int flags = frame.u8();
        out.put(VALID, (flags & 1) != 0).put(INPUT, 1, flags >> 4);
        out.reply().u8(frame.length());
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private static Verdict text(Frame frame, Sink out) {
        Fields fields = frame.split(frame.length() - 1, ',');
        out.message(fields.digits(0, 0, 2) * 60_000 + fields.digits(0, 3, 2) * 1000);
        out.put(LATITUDE, fields.real(1));
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    @Test
    void shouldSayWhatEachByteOfABinaryFrameIs() {
        List<String> lines = explain(BINARY, "", "08014201023199e0");
        assertThat(lines)
                .containsExactly(
                        "frame 1: 8 bytes, ACCEPTED, 1 message, reply 08",
                        "  offset  bytes          field              value",
                        "       0  08             -                  start, length or end",
                        "       1  01             -                  kind of frame",
                        "       2  42             ident              \"42\"",
                        "       3  01 02          position.altitude  258 m",
                        "       5  31             position.valid     true",
                        "                         ain.1              3 V",
                        "       6  99             -                  nothing depends on it",
                        "       7  e0             -                  check sum",
                        "          (no one byte)  timestamp          0 s (1970-01-01T00:00:00Z)");
    }

    @Test
    void shouldSayWhatEachPartOfATextIs() {
        assertThat(explain(TEXT, "demo", hex("12:34,-5.5\n")))
                .containsExactly(
                        "frame 1: 11 bytes, ACCEPTED, 1 message, no reply",
                        "  offset  bytes  field              value",
                        "       0  12:34  timestamp          754 s (1970-01-01T00:12:34Z)",
                        "       5  ,      -                  separator",
                        "       6  -5.5   position.latitude  -5.5 degrees",
                        "      10  \\n     -                  start, length or end");
    }

    @Test
    void shouldMarkAValueThatIsNotStored() {
        assertThat(explain(TEXT, "demo", hex("12:34,95\n")))
                .anyMatch(line -> line.endsWith("95 degrees (implausible, not stored)"));
    }

    @Test
    void shouldSayWhyAFrameIsNotAccepted() {
        assertThat(explain(BINARY, "", "0801420102319949").get(0)).startsWith("frame 1: 8 bytes, BAD_CHECKSUM:");
        assertThat(explain(BINARY, "", "08024201023199e3").get(0)).startsWith("frame 1: 8 bytes, UNSUPPORTED:");
        assertThat(explain(TEXT, "", hex("12:34,5\n")).get(0))
                .contains("UNIDENTIFIED")
                .contains("--ident");
    }

    @Test
    void shouldCountWhatIsMissing() {
        assertThat(explain(BINARY, "", "080142").get(0))
                .isEqualTo("incomplete: 3 bytes, the frame needs at least 5 more");
        assertThat(explain(TEXT, "", hex("12:34")).get(0))
                .isEqualTo("incomplete: 5 bytes, the end of the frame has not come");
        assertThat(explain(BINARY, "", "ff01").get(0)).startsWith("oversize: 2 bytes");
    }

    @Test
    void shouldGatherGarbage() {
        Protocol strict =
                new Protocol("strict", 1, Framing.of(9, ahead -> ahead.at(0) == '$' ? 2 : -1), BINARY.codec());
        assertThat(explain(strict, "", hex("abc$$")))
                .startsWith("garbage: 3 bytes that begin no frame, dropped")
                .contains("frame 1: 2 bytes, UNSUPPORTED: a kind of frame that is not known");
    }

    @Test
    void shouldKeepTheConnectionFromReadToRead() {
        Explainer explainer = new Explainer(BINARY, "", 0);
        assertThat(explainer.explain(HexFormat.of().parseHex("0801")).missing()).isEqualTo(6);
        assertThat(explainer.explain(HexFormat.of().parseHex("4201023199e0")).pieces())
                .singleElement()
                .satisfies(piece -> assertThat(piece.verdict()).isEqualTo(Verdict.ACCEPTED));
    }

    private static List<String> explain(Protocol protocol, String ident, String hex) {
        return ExplanationText.lines(
                new Explainer(protocol, ident, 0).explain(HexFormat.of().parseHex(hex)));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
