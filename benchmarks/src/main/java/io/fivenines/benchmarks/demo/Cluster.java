package io.fivenines.benchmarks.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.ZooKeepers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cluster as its operator sees it: by its consoles and APIs. */
final class Cluster {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Places places;
    private final Map<Place, GatewayApi> consoles = new LinkedHashMap<>();
    private final List<GatewayApi> gateways = new ArrayList<>();

    Cluster(Places places) {
        this.places = places;
        for (Place place : places.all()) {
            consoles.put(place, new GatewayApi(place.headAddress(), Place.CONSOLE_PORT));
        }
        for (Place place : places.datacenters()) {
            for (int node : Place.NODES) {
                gateways.add(new GatewayApi(place.nodeAddress(node), Place.API_PORT));
            }
        }
    }

    List<GatewayApi> gateways() {
        return gateways;
    }

    /** The answer of the first coordinator that gives one; missing if none does. */
    JsonNode ask(String path) {
        for (GatewayApi console : consoles.values()) {
            try {
                GatewayApi.Answer answer = console.get(path);
                if (answer.status() == 200) {
                    return JSON.readTree(answer.text());
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(path + " was answered with what is no JSON", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return MissingNode.getInstance();
    }

    /** Whether every gateway is green and registered, holds what it owns, and every datacenter is reached. */
    boolean isWell() {
        int well = 0;
        int held = 0;
        for (JsonNode node : ask("/v1/nodes").path("nodes")) {
            boolean serves = node.path("light").asText().equals("green")
                    && node.path("state").asText().equals("serving")
                    && node.path("agent").asBoolean();
            well += serves ? 1 : 0;
            held += node.path("holds").equals(node.path("owns"))
                    ? node.path("holds").size()
                    : 0;
        }
        long addresses = places.datacenters().stream()
                .mapToLong(place -> place.publicAddresses().size())
                .sum();
        return well == gateways.size() && held == addresses && areReached() && hasLeader();
    }

    private boolean areReached() {
        JsonNode lights = ask("/v1/status").path("datacenters");
        return places.datacenters().stream()
                .allMatch(place -> lights.path(place.name()).asText().equals("green"));
    }

    private boolean hasLeader() {
        return !leader().isEmpty();
    }

    /** The place whose coordinator leads; empty if none does. */
    String leader() {
        for (Map.Entry<Place, GatewayApi> console : consoles.entrySet()) {
            try {
                GatewayApi.Answer answer = console.getValue().get("/v1/status");
                if (answer.status() == 200
                        && JSON.readTree(answer.text()).path("leader").asBoolean()) {
                    return console.getKey().name();
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("/v1/status was answered with what is no JSON", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return "";
    }

    /** What each node owns by the plan. */
    Map<String, List<String>> owned() {
        Map<String, List<String>> owned = new LinkedHashMap<>();
        ask("/v1/plan").path("addresses").properties().forEach(address -> {
            JsonNode owner = address.getValue().path("owner");
            if (owner.isTextual()) {
                owned.computeIfAbsent(owner.asText(), node -> new ArrayList<>()).add(address.getKey());
            }
        });
        return owned;
    }

    /** The datacenter that an endpoint points to by the plan. */
    String pointsTo(Place home) {
        return ask("/v1/plan")
                .path("endpoints")
                .path(home.endpoint())
                .path("datacenter")
                .asText("nowhere");
    }

    /** Has an endpoint point to its home, as an operator would. Returns the id of that wish, for taking it back. */
    String sendHome(Place home) throws IOException, InterruptedException {
        String wish = JSON.writeValueAsString(Map.of(
                "kind",
                "force",
                "subject",
                home.endpoint(),
                "to",
                home.name(),
                "reason",
                "its home is up",
                "seconds",
                60));
        GatewayApi.Answer answer = consoles.get(home).post("/v1/intents", wish);
        JsonNode id = answer.status() / 100 == 2 ? JSON.readTree(answer.text()).path("id") : MissingNode.getInstance();
        if (!id.isTextual()) {
            throw new IOException(
                    "the coordinator answered " + answer.status() + " to a force, expected its id: " + answer.text());
        }
        return id.asText();
    }

    void takeBack(Place home, String id) throws InterruptedException {
        consoles.get(home).delete("/v1/intents/" + id);
    }

    long planNumber() {
        return ask("/v1/plan").path("number").asLong();
    }

    /** What was done since that plan, oldest first, in the planner's words. */
    List<String> stepsSince(long plan) {
        List<String> told = new ArrayList<>();
        for (JsonNode step : ask("/v1/steps?limit=50").path("steps")) {
            if (step.path("plan").asLong() > plan) {
                told.add(
                        0,
                        step.path("subject").asText() + ": "
                                + step.path("reason").asText());
            }
        }
        return told;
    }

    /** Where the ZooKeeper server is that leads the others; null if none says so. */
    Place zooKeeperLeader() {
        return places.all().stream()
                .filter(place -> ZooKeepers.srvr(place.headAddress(), Place.ZOOKEEPER_PORT)
                        .contains("Mode: leader"))
                .findFirst()
                .orElse(null);
    }
}
