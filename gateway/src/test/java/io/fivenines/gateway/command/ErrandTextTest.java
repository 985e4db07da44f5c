package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.gateway.telemetry.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrandTextTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** An older version did not write it: without it a command is whole. */
    private static final String OPTIONAL = "ifGatewayDies";

    private final ErrandText text = new ErrandText(IfGatewayDies.FAIL);

    /** What is no command, under what is wrong with it: nobody's JSON, a field that is missing, one that is wrong. */
    static Map<String, String> unreadable() throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String other : List.of("", " ", "5", "null", "true", "\"c1\"", "[]", "[{}]", "{}", "{", "\u0000")) {
            texts.put("JSON '" + other + "'", other);
        }
        String whole = new ErrandText(IfGatewayDies.FAIL).json(QueueContract.errand("c1", new Command.Reboot()));
        ObjectNode json = (ObjectNode) MAPPER.readTree(whole);
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        names.remove(OPTIONAL);
        for (String name : names) {
            texts.put("no " + name, json.deepCopy().without(List.of(name)).toString());
        }
        for (String ident : List.of("", "a b", "\u00fc", "x".repeat(65))) {
            texts.put(
                    "ident '" + ident + "'", json.deepCopy().put("ident", ident).toString());
        }
        texts.put("null command", json.deepCopy().putNull("command").toString());
        texts.put("text command", json.deepCopy().put("command", "reboot").toString());
        texts.put(
                "command without type",
                json.deepCopy().set("command", MAPPER.createObjectNode()).toString());
        texts.put("number 0", json.deepCopy().put("number", 0).toString());
        texts.put("unknown state", json.deepCopy().put("state", "LOST").toString());
        return texts;
    }

    @Test
    void shouldReadNothingFromWhatIsNoCommand() throws Exception {
        Map<String, String> texts = unreadable();
        assertThat(texts).hasSizeGreaterThan(30);
        texts.forEach((wrong, json) -> assertThat(text.read(json)).as(wrong).isNull());
    }

    @Test
    void shouldReadWhatItWrote() {
        Errand errand = QueueContract.errand("c1", new Command.Reboot());
        assertThat(text.read(text.json(errand))).isEqualTo(errand);
        assertThat(text.errand(text.line(errand))).isEqualTo(errand);
    }
}
