package io.fivenines.gateway.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/** A command as JSON, and as a line of the queue's file: CRC-32C in eight hexadecimal digits, a blank, and that. */
final class ErrandText {
    private static final int DIGITS = 8;
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final ObjectMapper mapper = new ObjectMapper();
    private final IfGatewayDies unsaid;

    /** @param unsaid what a command of an older version means that does not say it */
    ErrandText(IfGatewayDies unsaid) {
        this.unsaid = unsaid;
    }

    /** Without the line feed. */
    String line(Errand errand) {
        String text = json(errand);
        return checksum(text) + " " + text;
    }

    String json(Errand errand) {
        Order order = errand.order();
        Progress progress = errand.progress();
        ObjectNode json = mapper.createObjectNode();
        json.put("id", errand.id()).put("ident", errand.ident().toString());
        json.set("command", mapper.valueToTree(order.command().fields()));
        json.put("number", order.number()).put("password", order.password()).put("dialect", order.dialect());
        json.put("ifGatewayDies", errand.ifGatewayDies().label());
        json.put("queuedAt", errand.queuedAtMs()).put("expiresAt", errand.expiresAtMs());
        json.put("state", progress.state().name()).put("attempts", progress.attempts());
        json.put("unconfirmed", progress.unconfirmed()).put("at", progress.atMs());
        json.put("protocol", progress.protocol()).put("reply", progress.reply());
        json.put("reason", progress.reason()).put("announced", progress.announced());
        return json.toString();
    }

    /** What was asked for, as JSON. */
    String command(Errand errand) {
        return mapper.valueToTree(errand.order().command().fields()).toString();
    }

    /** The command in a line, or null if the line is not whole or not one this gateway understands. */
    Errand errand(String line) {
        if (line.length() <= DIGITS || !line.startsWith(checksum(line.substring(DIGITS + 1)) + " ")) {
            return null;
        }
        return read(line.substring(DIGITS + 1));
    }

    /** The command in a JSON object, or null if it is not one this gateway understands. */
    Errand read(String text) {
        try {
            JsonNode json = mapper.readTree(text);
            return new Errand(
                    text(json, "id"),
                    ident(text(json, "ident")),
                    new Order(
                            command(json),
                            field(json, "number").asInt(),
                            text(json, "password"),
                            text(json, "dialect")),
                    json.has("ifGatewayDies") ? IfGatewayDies.of(text(json, "ifGatewayDies")) : unsaid,
                    field(json, "queuedAt").asLong(),
                    field(json, "expiresAt").asLong(),
                    progress(json));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Progress progress(JsonNode json) {
        return new Progress(
                State.valueOf(text(json, "state")),
                field(json, "attempts").asInt(),
                field(json, "unconfirmed").asBoolean(),
                field(json, "at").asLong(),
                text(json, "protocol"),
                text(json, "reply"),
                text(json, "reason"),
                field(json, "announced").asBoolean());
    }

    private Command command(JsonNode json) {
        JsonNode command = field(json, "command");
        if (!command.isObject()) {
            throw new IllegalArgumentException("command is " + command + ", expected an object");
        }
        return Command.of(mapper.convertValue(command, FIELDS));
    }

    private static Ident ident(String text) {
        Ident ident = Ident.of(text);
        if (ident == null) {
            throw new IllegalArgumentException("ident is '" + text + "', expected one of a tracker");
        }
        return ident;
    }

    private static String text(JsonNode json, String key) {
        return field(json, key).asText();
    }

    /** Also of what is no object, which has no field. */
    private static JsonNode field(JsonNode json, String key) {
        JsonNode field = json.get(key);
        if (field == null) {
            throw new IllegalArgumentException("there is no " + key + ", expected one");
        }
        return field;
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%0" + DIGITS + "x", crc.getValue());
    }
}
