package io.fivenines.gateway.decode.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.gateway.connection.Rehearsal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recorded read: bytes, what binds the connection before, and what is expected; {@code json} is its whole line. */
record Vector(String name, String session, String ident, String hex, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Lines of a vector file by session, in order; hexKey is where the bytes stand, nameKey where the name does. */
    static List<List<Vector>> sessions(List<String> lines, String nameKey, String hexKey) throws IOException {
        Map<String, List<Vector>> sessions = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode json = MAPPER.readTree(line);
            String name = json.path(nameKey).asText();
            String session = json.path("session").asText("vector " + sessions.size());
            Vector vector = new Vector(
                    name,
                    session,
                    json.path("ident").asText(null),
                    json.path(hexKey).asText(),
                    json);
            sessions.computeIfAbsent(session, key -> new ArrayList<>()).add(vector);
        }
        return new ArrayList<>(sessions.values());
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    void bind(Rehearsal rehearsal) {
        if (ident != null && !rehearsal.identified()) {
            rehearsal.identify(ident);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
