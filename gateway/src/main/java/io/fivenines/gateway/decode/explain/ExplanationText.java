package io.fivenines.gateway.decode.explain;

import io.fivenines.gateway.decode.explain.Explanation.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An explanation as aligned text:
 *
 * <pre>
 * frame 1: 36 bytes, ACCEPTED, 1 message, reply 787805...
 *   offset  bytes                    field              value
 *        4  1a 0b 16 0c 22 38        timestamp          1795322096 s (2026-11-22T...)
 * </pre>
 */
public final class ExplanationText {
    private static final int OCTETS_IN_LINE = 8;
    private static final int CHARACTERS_IN_LINE = 24;
    private static final List<String> HEAD = List.of("offset", "bytes", "field", "value");

    private ExplanationText() {}

    /** Lines without an end of line. */
    public static List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Piece piece : explanation.pieces()) {
            lines.add(piece.kind() == Explanation.Kind.FRAME ? head(++number, piece) : remark(piece, explanation));
            lines.addAll(piece.spans().isEmpty() ? dump(piece) : table(rows(piece)));
        }
        if (explanation.pieces().isEmpty()) {
            lines.add("no bytes");
        }
        return lines;
    }

    private static String head(int number, Piece piece) {
        String reply = piece.reply().length == 0 ? "no reply" : "reply " + shown(piece.reply());
        String messages = piece.messages() == 1 ? "1 message" : piece.messages() + " messages";
        String result = switch (piece.verdict()) {
            case ACCEPTED -> "ACCEPTED, " + messages + ", " + reply;
            case IGNORED -> "IGNORED: nothing to keep, nothing to answer";
            case UNIDENTIFIED -> "UNIDENTIFIED: the tracker has not said who it is; put its login first, or --ident";
            case UNSUPPORTED -> "UNSUPPORTED: a kind of frame that is not known";
            case TRUNCATED -> "TRUNCATED: it ends too early, or has something else where a number should be";
            case BAD_CHECKSUM -> "BAD_CHECKSUM: the check sum does not fit the bytes";
            case IMPLAUSIBLE -> "IMPLAUSIBLE: it cannot be true";
        };
        return "frame " + number + ": " + piece.bytes().length + " bytes, " + result;
    }

    private static String remark(Piece piece, Explanation explanation) {
        String bytes = piece.bytes().length + " bytes";
        return switch (piece.kind()) {
            case GARBAGE -> "garbage: " + bytes + " that begin no frame, dropped";
            case OVERSIZE -> "oversize: " + bytes + " that begin no frame of a length this protocol has";
            case INCOMPLETE ->
                explanation.missing() < 0
                        ? "incomplete: " + bytes + ", the end of the frame has not come"
                        : "incomplete: " + bytes + ", the frame needs at least " + explanation.missing() + " more";
            case FRAME -> bytes;
        };
    }

    /** Bytes as characters where they can be read, else in hexadecimal. */
    public static String shown(byte[] bytes) {
        return Alterations.isText(bytes)
                ? '"' + characters(bytes) + '"'
                : HexFormat.of().formatHex(bytes);
    }

    private static String characters(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte octet : bytes) {
            switch (octet) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> text.append((char) octet);
            }
        }
        return text.toString();
    }

    /** The piece's rows: offset, bytes, field and value. */
    public static List<List<String>> rows(Piece piece) {
        List<List<String>> rows = new ArrayList<>();
        for (Span span : piece.spans()) {
            byte[] bytes = Arrays.copyOfRange(piece.bytes(), span.offset(), span.offset() + span.length());
            List<String> chunks = chunks(bytes, piece.isText());
            List<String[]> said = said(piece, span);
            for (int i = 0; i < Math.max(chunks.size(), said.size()); i++) {
                String[] fact = i < said.size() ? said.get(i) : new String[] {"", ""};
                String offset = i == 0 ? Integer.toString(span.offset()) : "";
                rows.add(List.of(offset, i < chunks.size() ? chunks.get(i) : "", fact[0], fact[1]));
            }
        }
        for (Fact fact : piece.other()) {
            rows.add(List.of("", "(no one byte)", name(piece, fact), value(fact)));
        }
        return rows;
    }

    private static List<String> dump(Piece piece) {
        return chunks(piece.bytes(), piece.isText()).stream()
                .map(chunk -> "  " + chunk)
                .toList();
    }

    private static List<String> chunks(byte[] bytes, boolean text) {
        List<String> chunks = new ArrayList<>();
        int step = text ? CHARACTERS_IN_LINE : OCTETS_IN_LINE;
        for (int from = 0; from < bytes.length; from += step) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step));
            chunks.add(text ? characters(part) : HexFormat.ofDelimiter(" ").formatHex(part));
        }
        return chunks;
    }

    private static List<String[]> said(Piece piece, Span span) {
        List<String[]> said = new ArrayList<>();
        for (Fact fact : span.facts()) {
            boolean whole = span.role() == Role.VALUE;
            said.add(new String[] {
                name(piece, fact), whole ? value(fact) : "(" + span.role().words() + ")"
            });
        }
        if (said.isEmpty()) {
            said.add(new String[] {"-", span.role().words()});
        }
        return said;
    }

    private static String name(Piece piece, Fact fact) {
        String turn = fact.key().turn() == 0 ? "" : " (again)";
        boolean numbered = piece.messages() > 1 && fact.key().message() > 0;
        return (numbered ? fact.key().message() + ": " : "") + fact.key().name() + turn;
    }

    private static String value(Fact fact) {
        String unit = fact.unit().isEmpty() ? "" : " " + fact.unit();
        return fact.text() + unit + (fact.plausible() ? "" : " (implausible, not stored)");
    }

    private static List<String> table(List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(HEAD);
        all.addAll(rows);
        int[] widths = new int[HEAD.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return all.stream().map(row -> line(row, widths)).collect(Collectors.toList());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        line.append(" ".repeat(widths[0] - row.get(0).length())).append(row.get(0));
        for (int i = 1; i < widths.length; i++) {
            line.append("  ")
                    .append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()));
        }
        return line.toString().stripTrailing();
    }
}
