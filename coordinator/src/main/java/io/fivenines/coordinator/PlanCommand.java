package io.fivenines.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description = "Shows who has which address, where names point, what is held back, and what led there.")
final class PlanCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Coordinator.API);

    @Option(
            names = "--steps",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "So many of the newest steps, up to 1000 (default: ${DEFAULT-VALUE}).")
    private int steps;

    PlanCommand() {
        this(System.out);
    }

    PlanCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        JsonNode status = api.json("/v1/status");
        JsonNode plan = api.json("/v1/plan");
        out.printf(
                "plan %d of epoch %d, since %s: %s%n",
                plan.path("number").asLong(),
                plan.path("epoch").asLong(),
                time(plan.path("since").asLong()),
                plan.path("reason").asText());
        seen(status);
        addresses(plan.path("addresses"));
        endpoints(plan.path("endpoints"));
        for (JsonNode hold : status.path("holds")) {
            out.printf(
                    "held back: %s %s%n",
                    hold.path("subject").asText(), hold.path("reason").asText());
        }
        directors(status.path("directors"));
        for (JsonNode wish : new Wishlist(api).all()) {
            wish(wish);
        }
        if (steps > 0) {
            steps(api.json("/v1/steps?limit=" + steps).path("steps"));
        }
        return 0;
    }

    private void seen(JsonNode status) {
        List<String> datacenters = new ArrayList<>();
        status.path("datacenters")
                .properties()
                .forEach(one ->
                        datacenters.add(one.getKey() + " " + one.getValue().asText()));
        out.println("datacenters: " + String.join(", ", datacenters));
        if (!status.path("contact").asBoolean()) {
            out.println("this coordinator is without contact to ZooKeeper: the plan may be old");
        } else if (!status.path("leader").asBoolean()) {
            out.println("this coordinator does not lead: what is held back the leader knows");
        }
    }

    private void addresses(JsonNode addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        Table table = new Table("ADDRESS", "OWNER", "UNDER WAY FROM");
        addresses
                .properties()
                .forEach(one -> table.row(
                        one.getKey(),
                        one.getValue().path("owner").asText("nobody"),
                        one.getValue().path("previous").asText("")));
        table.print(out);
    }

    private void endpoints(JsonNode endpoints) {
        if (endpoints.isEmpty()) {
            return;
        }
        Table table = new Table("ENDPOINT", "DATACENTER", "ADDRESSES");
        endpoints
                .properties()
                .forEach(one -> table.row(
                        one.getKey(),
                        one.getValue().path("datacenter").asText(),
                        String.join(" ", NodesCommand.texts(one.getValue().path("addresses")))));
        table.print(out);
    }

    /** Those of the coordinator that was asked; of what one complains the first line, the log has all of it. */
    private void directors(JsonNode directors) {
        if (directors.isEmpty()) {
            return;
        }
        Table table = new Table("DIRECTOR", "PLAN", "FAILURES", "WHY");
        for (JsonNode one : directors) {
            table.row(
                    one.path("director").asText(),
                    one.path("plan").asText(),
                    one.path("failures").asText(),
                    one.path("complaint").asText().lines().findFirst().orElse(""));
        }
        table.print(out);
    }

    private void wish(JsonNode wish) {
        String to = wish.path("to").asText();
        String reason = wish.path("reason").asText();
        out.printf(
                "wanted: %s %s%s by %s until %s%s%n",
                wish.path("kind").asText(),
                wish.path("subject").asText(),
                to.isEmpty() ? "" : " to " + to,
                wish.path("who").asText(),
                Wishlist.expiry(wish),
                reason.isEmpty() ? "" : ": " + reason);
    }

    private void steps(JsonNode newest) {
        for (JsonNode step : newest) {
            out.printf(
                    "%s %s %s: %s%n",
                    time(step.path("atMs").asLong() / 1000),
                    step.path("kind").asText(),
                    step.path("subject").asText(),
                    step.path("reason").asText());
        }
    }

    private static String time(long seconds) {
        return seconds == 0 ? "the beginning" : Instant.ofEpochSecond(seconds).toString();
    }
}
