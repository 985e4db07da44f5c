package io.fivenines.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "command",
        description = "Tells a tracker to do something and shows what became of it, as JSON; exit code 0 if it is done,"
                + " sent or queued, 1 if not.")
final class CommandCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Gateway.API);

    @Parameters(paramLabel = "IDENT", description = "Which tracker.")
    private String ident;

    @ArgGroup(multiplicity = "1")
    private What what;

    @ArgGroup
    private Patience patience;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            description = "The tracker's password, where it is not the maker's.")
    private String password;

    @Option(names = "--dialect", paramLabel = "NAME", description = "Another way its protocol has to say it.")
    private String dialect;

    @Option(
            names = "--if-gateway-dies",
            paramLabel = "fail|repeat",
            description = "What becomes of it if its gateway dies before it knows whether it was done"
                    + " (default: in a cluster fail, else repeat).")
    private String ifGatewayDies;

    static final class What {
        @Option(names = "--output", paramLabel = "N=on|off", description = "Switches an output.")
        private String output;

        @Option(names = "--text", paramLabel = "TEXT", description = "Says this in the tracker's own words.")
        private String text;

        @Option(names = "--raw", paramLabel = "HEX", description = "Sends these bytes as they are.")
        private String raw;

        @Option(names = "--interval", paramLabel = "SECONDS", description = "Sets how often it reports while moving.")
        private Integer interval;

        @Option(names = "--position", description = "Asks where it is.")
        private boolean position;

        @Option(names = "--reboot", description = "Reboots it.")
        private boolean reboot;

        private void fill(ObjectNode body) {
            if (output != null) {
                output(body);
            } else if (text != null) {
                body.put("type", "text").put("text", text);
            } else if (raw != null) {
                body.put("type", "raw").put("hex", raw);
            } else if (interval != null) {
                body.put("type", "interval").put("seconds", interval);
            } else if (position) {
                body.put("type", "position");
            } else if (reboot) {
                body.put("type", "reboot");
            }
        }

        private void output(ObjectNode body) {
            if (!output.matches("[0-9]{1,2}=(on|off)")) {
                throw new IllegalArgumentException("--output is '" + output + "', expected a number=on or number=off");
            }
            String[] parts = output.split("=", 2);
            body.put("type", "output").put("number", Integer.parseInt(parts[0]));
            body.put("on", parts[1].equals("on"));
        }
    }

    static final class Patience {
        @Option(names = "--wait", paramLabel = "15s", description = "Waits for the result so long (default: 15s).")
        private String wait;

        @Option(names = "--ttl", paramLabel = "1h", description = "Queues it for so long, and does not wait.")
        private String ttl;
    }

    CommandCommand() {
        this(System.out);
    }

    CommandCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        ObjectNode body = new ObjectMapper().createObjectNode();
        what.fill(body);
        put(body, "password", password);
        put(body, "dialect", dialect);
        put(body, "ifGatewayDies", ifGatewayDies);
        if (patience != null) {
            put(body, "wait", patience.wait);
            put(body, "ttl", patience.ttl);
        }
        String path = URLEncoder.encode(ident, StandardCharsets.UTF_8).replace("+", "%20");
        JsonNode result = api.post("/v1/devices/" + path + "/commands", body.toString());
        out.println(result);
        return switch (result.path("state").asText()) {
            case "confirmed", "sent" -> 0;
            case "queued", "sending" -> patience != null && patience.ttl != null ? 0 : 1;
            default -> 1;
        };
    }

    private static void put(ObjectNode body, String key, String value) {
        if (value != null) {
            body.put(key, value);
        }
    }
}
