package io.fivenines.gateway.decode.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.explain.Explainer;
import io.fivenines.gateway.decode.explain.Explanation;
import io.fivenines.gateway.decode.explain.ExplanationText;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Param;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A protocol's page: words from the comments of its classes, everything else from what the code does with its vector
 * file. A section is a method that gives its lines; one that has nothing to say gives none.
 */
final class ProtocolPage {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String NOT_SUPPORTED = "Not supported:";
    private static final int EXAMPLE_BYTES_MAX = 200;
    private static final int SHOWN_MAX = 80;
    private static final Set<String> ADDED_BY_GATEWAY = Set.of(
            "ident", "timestamp", "server.timestamp", "message.id", "message.position", "protocol", "channel", "peer");

    private final Protocol protocol;
    private final List<List<Vector>> sessions;
    private final InstantSource clock;
    private final Class<?> codec;
    private final ClassComment comment;

    ProtocolPage(Protocol protocol, List<List<Vector>> sessions, InstantSource clock) throws IOException {
        this.protocol = protocol;
        this.sessions = sessions;
        this.clock = clock;
        codec = protocol.codec().apply(new Rehearsal(protocol, clock)).getClass();
        comment = ClassComment.of(source(codec.getSimpleName()));
    }

    private Path source(String type) {
        return SOURCES.resolve(codec.getPackageName().replace('.', '/')).resolve(type + ".java");
    }

    /** The first sentence said of it. */
    String summary() {
        String first = comment.blocks().isEmpty() ? "" : comment.blocks().get(0);
        int end = first.indexOf(". ");
        return (end < 0 ? first : first.substring(0, end + 1)).replaceAll(":$", ".");
    }

    String text() throws IOException {
        List<String> page = new ArrayList<>();
        page.add(ProtocolPagesTest.GENERATED);
        page.add("# " + protocol.name());
        page.add("TCP port **" + protocol.defaultPort() + "** by default. " + wordsBeforeDrawing());
        section(page, "The frame", frame());
        section(page, "Frames explained", examples());
        section(page, "What comes and what is answered", conversation());
        section(page, "Fields", fields());
        section(page, "Commands", commands());
        section(page, "Not supported", unsupported());
        section(page, "Documents", documents());
        return String.join("\n\n", page) + "\n";
    }

    private static void section(List<String> page, String title, List<String> blocks) {
        if (!blocks.isEmpty()) {
            page.add("## " + title);
            page.addAll(blocks);
        }
    }

    private String wordsBeforeDrawing() {
        return comment.blocks().stream()
                .takeWhile(block -> !block.startsWith(ClassComment.DRAWING))
                .filter(block -> !block.startsWith(NOT_SUPPORTED))
                .collect(Collectors.joining("\n\n"));
    }

    private List<String> frame() throws IOException {
        List<String> blocks = new ArrayList<>(comment.blocks().stream()
                .dropWhile(block -> !block.startsWith(ClassComment.DRAWING))
                .filter(block -> !block.startsWith(NOT_SUPPORTED))
                .toList());
        for (String link : comment.links()) {
            if (Files.exists(source(link))) {
                ClassComment linked = ClassComment.of(source(link));
                if (linked.blocks().stream().anyMatch(block -> block.startsWith(ClassComment.DRAWING))) {
                    blocks.add("### " + link);
                    blocks.addAll(linked.blocks());
                }
            }
        }
        return blocks;
    }

    /** The frame that says who the tracker is, and the one with a place that says most. */
    private List<String> examples() {
        Vector login = null;
        Vector place = null;
        for (Vector vector : accepted()) {
            JsonNode messages = vector.json().path("messages");
            if (login == null && messages.isEmpty() && isLogin(vector)) {
                login = vector;
            }
            if (messages.size() == 1
                    && messages.get(0).has("position.latitude")
                    && vector.bytes().length <= EXAMPLE_BYTES_MAX
                    && (place == null || messages.get(0).size() > place(place).size())) {
                place = vector;
            }
        }
        List<String> blocks = new ArrayList<>();
        for (Vector vector : login == null ? Arrays.asList(place) : Arrays.asList(login, place)) {
            if (vector != null) {
                blocks.add("As `fivenines decode --explain " + protocol.name() + "` shows it: " + vector.name() + " ("
                        + vector.json().path("source").asText() + ").");
                blocks.add(explained(vector));
            }
        }
        return blocks;
    }

    private static JsonNode place(Vector vector) {
        return vector.json().path("messages").get(0);
    }

    /** Whether it opens a connection on which nobody is known, and is answered. */
    private boolean isLogin(Vector vector) {
        return vector.ident() == null
                && !vector.json().path("reply").asText().isEmpty()
                && sessions.stream().anyMatch(session -> session.get(0).equals(vector));
    }

    private List<Vector> accepted() {
        return sessions.stream()
                .flatMap(List::stream)
                .filter(vector -> vector.json().path("verdict").asText().equals("ACCEPTED"))
                .toList();
    }

    private String explained(Vector vector) {
        List<Vector> session = sessions.stream()
                .filter(one -> one.contains(vector))
                .findFirst()
                .orElseThrow();
        String ident = session.stream()
                .map(Vector::ident)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        Explainer explainer = new Explainer(protocol, ident, clock.millis());
        Explanation explanation = null;
        for (Vector read : session.subList(0, session.indexOf(vector) + 1)) {
            explanation = explainer.explain(read.bytes());
        }
        return ClassComment.DRAWING + "text\n" + String.join("\n", ExplanationText.lines(explanation)) + "\n"
                + ClassComment.DRAWING;
    }

    private List<String> conversation() {
        List<String> rows = new ArrayList<>();
        rows.add("| frame | verdict | messages | reply |\n| --- | --- | --- | --- |");
        for (List<Vector> session : sessions) {
            for (Vector vector : session) {
                JsonNode json = vector.json();
                rows.add("| " + cell(vector.name()) + " | "
                        + json.path("verdict").asText() + " | "
                        + json.path("messages").size() + " | "
                        + bytes(json.path("reply")) + " |");
            }
        }
        return List.of(
                "Every kind of frame in the vector file; a reply leaves when the messages before it are durable.",
                String.join("\n", rows));
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private List<String> fields() throws IOException {
        Map<String, String> seen = seen();
        Map<Integer, String> rows = new TreeMap<>();
        Set<String> named = NamedParams.of(protocol.name(), codec);
        seen.keySet().forEach(named::add);
        for (String name : named) {
            Param param = NamedParams.param(name);
            rows.put(
                    param.id(),
                    "| `" + name + "` | " + param.unit() + " | " + cell(param.meaning()) + " | "
                            + (seen.containsKey(name) ? "`" + cell(cut(seen.get(name))) + "`" : "") + " |");
        }
        return List.of(
                "What it can report besides `ident` and `timestamp`; with a value where the vector file has one.",
                "| name | unit | meaning | for example |\n| --- | --- | --- | --- |\n"
                        + String.join("\n", rows.values()));
    }

    /** Parameters that come out of the vectors, each with its first value. */
    private Map<String, String> seen() throws IOException {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Vector vector : accepted()) {
            for (JsonNode message : vector.json().path("messages")) {
                message.properties().forEach(field -> {
                    Param param = NamedParams.param(field.getKey());
                    if (param != null && !ADDED_BY_GATEWAY.contains(field.getKey())) {
                        String member = param.isFamily() ? field.getKey() + " = " : "";
                        seen.putIfAbsent(param.name(), member + field.getValue());
                    }
                });
            }
        }
        return seen;
    }

    /** What a tracker can be told, and each line of the file of commands as sent and answered. */
    private List<String> commands() throws IOException {
        Downlink downlink = new Rehearsal(protocol, clock).downlink();
        if (downlink.equals(Downlink.NONE)) {
            return List.of("Bytes as they are (`raw`); the protocol's own commands are not built.");
        }
        List<String> rows = new ArrayList<>();
        for (JsonNode vector : CommandVectorsTest.vectors(protocol)) {
            String refusal = vector.path("refusal").asText();
            String sent = refusal.isEmpty() ? bytes(vector.path("hex")) : "refused: " + cell(cut(refusal));
            rows.add("| " + cell(vector.path("name").asText()) + " | `" + cell(cut(request(vector))) + "` | " + sent
                    + " | " + bytes(vector.path("answer")) + " |");
        }
        String confirmed = downlink.numbered() ? "with the number of the command" : "one after the other";
        String silent = downlink.unanswered().stream().map(CommandType::label).collect(Collectors.joining(", "));
        return List.of(
                "Can be told: " + downlink.words() + ". Answered " + confirmed
                        + (silent.isEmpty() ? "." : ", but for " + silent + "."),
                "| | command | sent | answered |\n| --- | --- | --- | --- |\n" + String.join("\n", rows));
    }

    /** As it is posted. */
    private static String request(JsonNode vector) {
        ObjectNode request = vector.get("command").deepCopy();
        for (String key : List.of("password", "dialect")) {
            if (vector.has(key)) {
                request.set(key, vector.get(key));
            }
        }
        return request.toString();
    }

    private static String bytes(JsonNode hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.asText());
        return bytes.length == 0 ? "" : "`" + cell(cut(ExplanationText.shown(bytes))) + "`";
    }

    private List<String> unsupported() {
        List<String> blocks = new ArrayList<>();
        comment.blocks().stream()
                .filter(block -> block.startsWith(NOT_SUPPORTED))
                .map(block -> block.substring(NOT_SUPPORTED.length()).strip())
                .map(block -> block.substring(0, 1).toUpperCase(Locale.ROOT) + block.substring(1))
                .forEach(blocks::add);
        String refused = sessions.stream()
                .flatMap(List::stream)
                .filter(vector -> vector.json().path("verdict").asText().equals("UNSUPPORTED"))
                .map(vector -> "- " + vector.name())
                .collect(Collectors.joining("\n"));
        if (!refused.isEmpty()) {
            blocks.add("Counted as `UNSUPPORTED` and not acknowledged:\n\n" + refused);
        }
        return blocks;
    }

    private List<String> documents() {
        String sources = sessions.stream()
                .flatMap(List::stream)
                .map(vector -> vector.json().path("source").asText())
                .map(source -> source.replaceFirst("^own encoding( (after|of))? ?", ""))
                .filter(source -> !source.isEmpty())
                .distinct()
                .sorted()
                .map(source -> "- " + source)
                .collect(Collectors.joining("\n"));
        return sources.isEmpty() ? List.of() : List.of("The frames of the vector file are from or after:", sources);
    }
}
