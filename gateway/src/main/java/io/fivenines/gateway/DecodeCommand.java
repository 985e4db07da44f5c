package io.fivenines.gateway;

import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.decode.protocol.Protocols;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Decodes reads given as lines on standard input, and answers each with a line of JSON on standard output. */
@Command(
        name = "decode",
        description = {
            "Decodes tracker bytes. Standard input, one read a line: session TAB protocol TAB hex [TAB ident].",
            "Protocol auto recognises the session's protocol from its first bytes and answers with its name.",
            "Lines of one session are one connection, in order; ident binds the session before its bytes are read.",
            "Standard output, a line each: {\"session\",\"protocol\",\"verdict\",\"messages\":[...],\"reply\":\"hex\"}."
        })
final class DecodeCommand implements Callable<Integer> {
    private final Map<String, Rehearsal> sessions = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
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

    private static Rehearsal begin(String name) {
        Protocol protocol = Protocols.named(name);
        if (protocol == null) {
            throw new IllegalArgumentException("protocol '" + name + "', expected one of "
                    + Protocols.OFFERED.stream().map(Protocol::name).toList());
        }
        return new Rehearsal(protocol, Clock.systemUTC());
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
