package io.fivenines.benchmarks.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Whether a process of the stage is there, as others see it. */
final class Presence {
    private Presence() {}

    /** False until it answers, or the cluster has its registration. */
    static boolean isThere(ClusterStage stage, String process) {
        int dash = process.indexOf('-');
        String host = process.substring(dash + 1);
        return switch (process.substring(0, dash)) {
            case "zookeeper" -> Ensemble.answers(process);
            case "coordinator" -> !stage.ask(host, "/v1/status").isMissingNode();
            case "gateway" -> node(stage, host).path("registered").asBoolean();
            case "agent" -> node(stage, host).path("agent").asBoolean();
            default ->
                throw new IllegalArgumentException(
                        "process '" + process + "', expected a zookeeper, coordinator, gateway or agent");
        };
    }

    private static JsonNode node(ClusterStage stage, String host) {
        for (JsonNode node : stage.ask("/v1/nodes").path("nodes")) {
            if (node.path("node").asText().replace("/", "").equals(host)) {
                return node;
            }
        }
        return MissingNode.getInstance();
    }
}
