package io.fivenines.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "nodes",
        description = "Shows every gateway: how it looks, what it does, what addresses it has; and every coordinator.")
final class NodesCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Coordinator.API);

    NodesCommand() {
        this(System.out);
    }

    NodesCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Table table = new Table("NODE", "LIGHT", "STATE", "CONNECTIONS", "ADDRESSES", "WHY");
        for (JsonNode node : api.json("/v1/nodes").path("nodes")) {
            boolean registered = node.path("registered").asBoolean();
            String state = registered ? node.path("state").asText() : "not registered";
            boolean agentGone = !node.path("agent").asBoolean(true);
            table.row(
                    node.path("node").asText(),
                    node.path("light").asText(),
                    agentGone ? state + ", no agent" : state,
                    registered ? node.path("connections").asText() : "-",
                    addresses(node),
                    node.path("words").asText());
        }
        table.print(out);
        coordinators(api.json("/v1/coordinators").path("coordinators"));
        return 0;
    }

    private void coordinators(JsonNode all) {
        Table table = new Table("COORDINATOR", "PLACE", "CONSOLE", "VERSION");
        for (JsonNode one : all) {
            table.row(
                    one.path("id").asText(),
                    one.path("place").asText(),
                    one.path("console").asText(),
                    one.path("version").asText());
        }
        table.print(out);
    }

    /** Those the plan gives it; where an agent says otherwise, what the host has. */
    private static String addresses(JsonNode node) {
        List<String> owned = texts(node.path("owns"));
        List<String> held = texts(node.path("holds"));
        String plan = owned.isEmpty() ? "-" : String.join(" ", owned);
        return node.path("agent").asBoolean() && !held.equals(owned)
                ? plan + " (its host has " + (held.isEmpty() ? "none" : String.join(" ", held)) + ")"
                : plan;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
