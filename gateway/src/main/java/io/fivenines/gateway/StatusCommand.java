package io.fivenines.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Shows what a gateway says of itself; exit code 0 if it is ready for traffic, 1 if not.")
final class StatusCommand implements Callable<Integer> {
    private static final double MIB = 1 << 20;

    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Gateway.API);

    StatusCommand() {
        this(System.out);
    }

    StatusCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        JsonNode status = api.json("/v1/status");
        boolean ready = status.path("ready").asBoolean();
        out.printf(
                "%s in %s, version %s, up %s%n",
                status.path("node").asText(),
                status.path("datacenter").asText(),
                status.path("version").asText(),
                duration(status.path("uptime").asLong()));
        line("ready", ready ? "yes" : "NO");
        status.path("conditions").properties().forEach(condition -> {
            if (!condition.getValue().asText().equals("ok")) {
                line("  " + condition.getKey(), condition.getValue().asText());
            }
        });
        status.path("remarks")
                .properties()
                .forEach(
                        remark -> line("  " + remark.getKey(), remark.getValue().asText()));
        line("connections", status.path("connections").asText());
        line("listening", String.join(", ", listeners(status.path("protocols"))));
        journal(status.path("journal"));
        return ready ? 0 : 1;
    }

    private static List<String> listeners(JsonNode protocols) {
        List<String> listeners = new ArrayList<>();
        for (JsonNode protocol : protocols) {
            for (JsonNode address : protocol.path("listeners")) {
                listeners.add(protocol.path("name").asText() + " " + address.asText());
            }
        }
        return listeners;
    }

    private void journal(JsonNode journal) {
        long first = journal.path("first").asLong();
        long next = journal.path("next").asLong();
        line("messages", String.format(Locale.ROOT, "%d, at positions %d to %d", next - first, first, next));
        line(
                "journal",
                String.format(
                        Locale.ROOT,
                        "%.1f MiB in %d segments, %d claims in flight",
                        journal.path("bytes").asLong() / MIB,
                        journal.path("segments").asInt(),
                        journal.path("claimsInFlight").asInt()));
        if (!journal.path("reason").asText().isEmpty()) {
            line(
                    journal.path("writable").asBoolean() ? "  warning" : "  stopped",
                    journal.path("reason").asText());
        }
        if (journal.path("damagedExtents").asLong() > 0) {
            line("  damaged", journal.path("damagedExtents").asText() + " places, see the log");
        }
        if (journal.path("recovery").path("lost").asBoolean()) {
            line("  LOST", "the last start found acknowledged messages missing, see the log");
        }
    }

    private void line(String name, String value) {
        out.printf("%-12s %s%n", name + ":", value);
    }

    private static String duration(long seconds) {
        Duration up = Duration.ofSeconds(seconds);
        String time =
                String.format(Locale.ROOT, "%02d:%02d:%02d", up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart());
        return up.toDays() == 0 ? time : up.toDays() + "d " + time;
    }
}
