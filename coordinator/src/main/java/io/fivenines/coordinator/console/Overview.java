package io.fivenines.coordinator.console;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the cluster looks like from this coordinator. */
final class Overview {
    private final Supplier<Standing> standing;
    private final Supplier<List<Obedience>> directors;
    private final CollectorRegistry registry;

    Overview(Console.Sources sources) {
        standing = sources.standing();
        directors = sources.directors();
        registry = sources.registry();
        new Gauges(standing, directors).register(registry);
        DefaultExports.register(registry);
    }

    private Standing now() {
        Standing now = standing.get();
        if (now == null) {
            throw new ApiException(503, "starting", "this coordinator has just begun to look", "an answer in a second");
        }
        return now;
    }

    void status(Context ctx) {
        Query.none(ctx);
        Standing now = now();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("contact", now.contact());
        answer.put("leader", now.leadership().isPresent());
        answer.put("epoch", now.plan().epoch());
        answer.put("plan", now.plan().number());
        answer.put("reason", now.plan().reason());
        answer.put("datacenters", lower(now.sites()));
        answer.put(
                "holds",
                now.holds().stream()
                        .map(hold -> Map.of("subject", hold.subject(), "reason", hold.reason()))
                        .toList());
        answer.put("directors", directors.get());
        Json.answer(ctx, answer);
    }

    private static Map<String, String> lower(Map<String, Light> lights) {
        Map<String, String> lower = new LinkedHashMap<>();
        lights.forEach((name, light) -> lower.put(name, word(light)));
        return lower;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    void nodes(Context ctx) {
        Query.none(ctx);
        Standing now = now();
        Set<NodeId> all = new TreeSet<>(now.lights().keySet());
        all.addAll(now.agents().keySet());
        List<Object> nodes = new ArrayList<>();
        all.forEach(id -> nodes.add(node(now, id)));
        Json.answer(ctx, Map.of("nodes", nodes));
    }

    void coordinators(Context ctx) {
        Query.none(ctx);
        Json.answer(ctx, Map.of("coordinators", now().coordinators()));
    }

    private static Map<String, Object> node(Standing now, NodeId id) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("node", id.toString());
        node.put("light", word(now.lights().getOrDefault(id, Light.YELLOW)));
        node.put("words", now.words().getOrDefault(id, ""));
        NodeRecord record = now.nodes().get(id);
        node.put("registered", record != null);
        if (record != null) {
            node.put("state", word(record.state()));
            node.put("connections", record.connections());
            node.put("version", record.version());
            node.put("api", record.api());
            node.put("listeners", record.listeners());
            node.put("since", Json.seconds(record.sinceMs()));
        }
        node.put("owns", owned(now.plan(), id));
        AgentRecord agent = now.agents().get(id);
        if (agent != null || now.needsAgent(id)) {
            node.put("agent", agent != null);
        }
        node.put("holds", agent == null ? List.of() : new TreeSet<>(agent.held()));
        return node;
    }

    private static Set<String> owned(Plan plan, NodeId id) {
        Set<String> owned = new TreeSet<>();
        plan.addresses().forEach((address, ownership) -> {
            if (id.equals(ownership.owner())) {
                owned.add(address);
            }
        });
        return owned;
    }

    void plan(Context ctx) {
        Query.none(ctx);
        Plan plan = now().plan();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("epoch", plan.epoch());
        answer.put("number", plan.number());
        answer.put("reason", plan.reason());
        answer.put("since", Json.seconds(plan.sinceMs()));
        answer.put("addresses", new TreeMap<>(plan.addresses()));
        answer.put("endpoints", new TreeMap<>(plan.endpoints()));
        Json.answer(ctx, answer);
    }

    void alive(Context ctx) {
        Json.answer(ctx, Map.of("alive", true));
    }

    /** Ready is who has looked and is in contact; one that is not still observes, and still answers names. */
    void ready(Context ctx) {
        String contact = contact(standing.get());
        boolean ready = contact.equals("ok");
        ctx.status(ready ? 200 : 503);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ready", ready);
        answer.put("conditions", Map.of("contact with ZooKeeper", contact));
        Json.answer(ctx, answer);
    }

    private static String contact(Standing now) {
        if (now == null) {
            return "this coordinator has just begun to look";
        }
        return now.contact() ? "ok" : "there is none: it observes, and answers names from the last plan";
    }

    void metrics(Context ctx) throws IOException {
        StringWriter text = new StringWriter();
        String accepted = TextFormat.chooseContentType(ctx.header("Accept"));
        TextFormat.writeFormat(accepted, text, registry.metricFamilySamples());
        ctx.contentType(accepted).result(text.toString());
    }
}
