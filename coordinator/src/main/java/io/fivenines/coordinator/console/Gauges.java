package io.fivenines.coordinator.console;

import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Ownership;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The coordinator's metrics, made when they are asked for. A light is 0 green, 1 yellow, 2 red. */
final class Gauges extends Collector {
    private static final String PREFIX = "fivenines_coordinator_";

    private final Supplier<Standing> standing;
    private final Supplier<List<Obedience>> directors;

    Gauges(Supplier<Standing> standing, Supplier<List<Obedience>> directors) {
        this.standing = standing;
        this.directors = directors;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Standing now = standing.get();
        if (now == null) {
            return List.of();
        }
        List<MetricFamilySamples> families = new ArrayList<>();
        one(families, "contact", "1 in contact with ZooKeeper", now.contact() ? 1 : 0);
        one(families, "leader", "1 if this coordinator leads", now.leadership().isPresent() ? 1 : 0);
        one(
                families,
                "epoch",
                "Epoch of the newest plan: the leadership it was written in",
                now.plan().epoch());
        one(
                families,
                "plan_number",
                "Number of the newest plan known here",
                now.plan().number());
        one(families, "holds", "Steps that a guard holds back", now.holds().size());
        one(families, "intents", "Wishes of operators in force", now.intents().size());
        one(families, "addresses", "Virtual addresses", now.plan().addresses().size());
        one(families, "addresses_without_owner", "Virtual addresses nobody has", ownerless(now));
        lights(families, "node_light", "How a node looks to the observers", "node", now.lights());
        lights(families, "datacenter_light", "How a datacenter looks from outside", "datacenter", now.sites());
        families.add(agents(now));
        families.add(drains(now));
        directors(families);
        return families;
    }

    private void directors(List<MetricFamilySamples> families) {
        List<String> label = List.of("director");
        GaugeMetricFamily failures = new GaugeMetricFamily(
                PREFIX + "director_failures", "Tries in a row that failed, 0 if the last one went well", label);
        GaugeMetricFamily plan = new GaugeMetricFamily(
                PREFIX + "director_plan", "Number of the newest plan that the director has obeyed whole", label);
        for (Obedience one : directors.get()) {
            failures.addMetric(List.of(one.director()), one.failures());
            plan.addMetric(List.of(one.director()), (double) one.plan());
        }
        families.add(failures);
        families.add(plan);
    }

    private static GaugeMetricFamily drains(Standing now) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                PREFIX + "node_drains", "1 while the registered node says that it drains", List.of("node"));
        now.nodes()
                .forEach((id, node) ->
                        family.addMetric(List.of(id.toString()), node.state() == NodeState.DRAINING ? 1 : 0));
        return family;
    }

    private static GaugeMetricFamily agents(Standing now) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                PREFIX + "node_agent",
                "1 if an agent is on the host of the registered node, 0 if it needs one and there is none",
                List.of("node"));
        now.nodes().keySet().stream()
                .filter(now::needsAgent)
                .forEach(id ->
                        family.addMetric(List.of(id.toString()), now.agents().containsKey(id) ? 1 : 0));
        return family;
    }

    private static long ownerless(Standing now) {
        return now.plan().addresses().values().stream()
                .map(Ownership::owner)
                .filter(owner -> owner == null)
                .count();
    }

    private static void one(List<MetricFamilySamples> families, String name, String help, long value) {
        families.add(new GaugeMetricFamily(PREFIX + name, help, (double) value));
    }

    private static void lights(
            List<MetricFamilySamples> families, String name, String help, String label, Map<?, Light> lights) {
        GaugeMetricFamily family =
                new GaugeMetricFamily(PREFIX + name, help + ": 0 green, 1 yellow, 2 red", List.of(label));
        lights.forEach((subject, light) -> family.addMetric(List.of(subject.toString()), number(light)));
        families.add(family);
    }

    private static int number(Light light) {
        return switch (light) {
            case GREEN -> 0;
            case YELLOW -> 1;
            case RED -> 2;
        };
    }
}
