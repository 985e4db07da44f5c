package io.fivenines.gateway;

import io.fivenines.coordinator.config.Spelling;
import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.decode.explain.Explainer;
import io.fivenines.gateway.decode.explain.ExplanationText;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.telemetry.Ident;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decodes reads given as lines on standard input, and answers each with a line of JSON on standard output. */
@Command(
        name = "decode",
        description = {
            "Decodes tracker bytes. Standard input, one read a line: session TAB protocol TAB hex [TAB ident].",
            "Protocol auto recognises the session's protocol from its first bytes and answers with its name.",
            "Lines of one session are one connection, in order; ident binds the session before its bytes are read.",
            "Standard output, a line each: {\"session\",\"protocol\",\"verdict\",\"messages\":[],\"reply\":\"hex\"}.",
            "With --explain: what each byte of the frames given in HEX is; nothing is read from standard input."
        })
final class DecodeCommand implements Callable<Integer> {
    private final Map<String, Rehearsal> sessions = new HashMap<>();

    @Option(names = "--explain", paramLabel = "PROTOCOL", description = "explain the bytes in HEX, field by field")
    private String explain;

    @Option(names = "--ident", paramLabel = "IDENT", description = "with --explain: who the tracker is")
    private String ident = "";

    @Parameters(paramLabel = "HEX", description = "with --explain: the bytes of one connection from its first on")
    private List<String> hex = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        if (explain != null) {
            explain(explain, ident, String.join("", hex)).forEach(out::println);
            out.flush();
            return 0;
        }
        if (!ident.isEmpty() || !hex.isEmpty()) {
            throw new IllegalArgumentException("HEX and --ident belong to --explain PROTOCOL, which is not given");
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        int number = 0;
        int wrong = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            try {
                out.println(answer(line));
            } catch (IllegalArgumentException e) {
                wrong++;
                System.err.println("line " + number + ": " + e.getMessage());
                out.println(refusal(line, e.getMessage()));
            }
            if (!in.ready()) {
                out.flush();
            }
        }
        out.flush();
        return wrong == 0 ? 0 : 2;
    }

    /** A line that cannot be read is answered too, so that answers stay beside their lines. */
    private static String refusal(String line, String error) {
        String[] cells = line.split("\t", -1);
        return "{\"session\":" + quoted(cells[0]) + ",\"protocol\":" + quoted(cells.length > 1 ? cells[1] : "")
                + ",\"verdict\":\"REFUSED\",\"error\":" + quoted(error) + ",\"messages\":[],\"reply\":\"\"}";
    }

    String answer(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length < 3 || cells.length > 4) {
            throw new IllegalArgumentException(
                    cells.length + " cells in '" + line + "', expected session, protocol, hex and perhaps ident");
        }
        Rehearsal rehearsal = sessions.computeIfAbsent(cells[0], session -> begin(cells[1]));
        if (cells.length == 4 && !cells[3].isEmpty() && !rehearsal.identified() && !rehearsal.identify(cells[3])) {
            throw new IllegalArgumentException("ident '" + cells[3] + "', expected 1 to 64 printable characters");
        }
        Rehearsal.Outcome outcome = rehearsal.receive(HexFormat.of().parseHex(cells[2]));
        return "{\"session\":" + quoted(cells[0]) + ",\"protocol\":\""
                + rehearsal.protocol().name() + "\",\"verdict\":\""
                + verdict(outcome) + "\",\"messages\":[" + String.join(",", outcome.messages()) + "],\"reply\":\""
                + outcome.replyHex() + "\"}";
    }

    /** The bytes of one connection as lines of text, field by field. */
    static List<String> explain(String name, String ident, String hex) {
        if (!ident.isEmpty() && Ident.of(ident) == null) {
            throw new IllegalArgumentException("ident '" + ident + "', expected 1 to 64 printable characters");
        }
        byte[] bytes = bytes(hex);
        Protocol spoken = spoken(protocol(name), bytes);
        Explainer explainer = new Explainer(spoken, ident, Clock.systemUTC().millis());
        List<String> lines = new ArrayList<>(ExplanationText.lines(explainer.explain(bytes)));
        if (!spoken.name().equals(name)) {
            lines.add(0, name + " recognises " + spoken.name());
        }
        return lines;
    }

    /** The protocol itself, or what auto takes the bytes for. */
    private static Protocol spoken(Protocol protocol, byte[] bytes) {
        if (!protocol.equals(Protocols.AUTO)) {
            return protocol;
        }
        Rehearsal rehearsal = new Rehearsal(protocol, Clock.systemUTC());
        rehearsal.receive(bytes);
        if (rehearsal.protocol().equals(Protocols.AUTO)) {
            throw new IllegalArgumentException("auto does not recognise these bytes, expected a protocol's name");
        }
        return rehearsal.protocol();
    }

    private static byte[] bytes(String hex) {
        String digits = hex.replaceAll("[\\s:]|^0x", "");
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), 16) < 0) {
                throw new IllegalArgumentException(
                        "'" + digits.charAt(i) + "' at digit " + (i + 1) + " of HEX, expected hexadecimal digits");
            }
        }
        if (digits.isEmpty() || digits.length() % 2 != 0) {
            throw new IllegalArgumentException(digits.length() + " digits in HEX, expected two for each byte");
        }
        return HexFormat.of().parseHex(digits);
    }

    private static Rehearsal begin(String name) {
        return new Rehearsal(protocol(name), Clock.systemUTC());
    }

    private static Protocol protocol(String name) {
        Protocol protocol = Protocols.named(name);
        if (protocol == null) {
            List<String> known = Protocols.OFFERED.stream().map(Protocol::name).toList();
            String nearest = Spelling.nearest(name, known);
            throw new IllegalArgumentException("protocol '" + name + "', expected one of " + known
                    + (nearest.isEmpty() ? "" : ", did you mean " + nearest + "?"));
        }
        return protocol;
    }

    /** The first that is not ACCEPTED, else that; INCOMPLETE as long as there is no whole frame. */
    private static String verdict(Rehearsal.Outcome outcome) {
        if (outcome.unrecognised()) {
            return "UNRECOGNISED";
        }
        if (outcome.oversize()) {
            return "OVERSIZE";
        }
        return outcome.verdicts().stream()
                .filter(verdict -> verdict != Verdict.ACCEPTED)
                .findFirst()
                .map(Verdict::name)
                .orElse(outcome.verdicts().isEmpty() ? "INCOMPLETE" : "ACCEPTED");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
