package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.uptime.availability.Group;
import io.fivenines.coordinator.uptime.availability.Part;
import io.fivenines.coordinator.uptime.availability.Source;
import io.fivenines.coordinator.uptime.availability.Topology;
import io.fivenines.coordinator.uptime.figures.Percent;
import java.time.Duration;
import java.util.List;

/**
 * What {@code fivenines availability} is asked: a topology, and how it is to be drawn.
 *
 * @param target what a year should have
 */
record TopologySettings(Topology topology, Percent target, int years, int seed) {
    private static final String CHAIN = "chain";
    private static final String MEMBERS = "members";
    private static final String COPIES = "copies";

    /**
     * Reads every key there is.
     *
     * @throws io.fivenines.coordinator.config.ConfigException if a value is wrong or a key unknown
     */
    static TopologySettings from(Settings settings) {
        Section root = settings.root();
        List<Part> parts =
                root.list("parts", 0).stream().map(TopologySettings::part).toList();
        List<Group> groups =
                root.list("groups", 0).stream().map(TopologySettings::group).toList();
        TopologySettings read = root.checked(() -> new TopologySettings(
                new Topology(root.text("name", "The service"), parts, groups, root.text("service", null)),
                PageSettings.percent(root, "target", "99.999"),
                root.number("years", 10_000),
                root.number("seed", 1)));
        settings.refuseUnknown();
        return read;
    }

    private static Part part(Section section) {
        String name = section.text("name", null);
        if (section.has("deploys")) {
            int perYear = section.number("deploys", 0);
            return section.checked(
                    () -> new Part.Deployed(name, perYear, seconds(section, "downtime"), source(section)));
        }
        if (section.has("availability")) {
            double availability = 1
                    - share(PageSettings.percent(section, "availability", null).rest());
            double mttr = section.duration("mttr", Duration.ofHours(1)).toMillis() / 1e3;
            return section.checked(() -> Part.Failing.of(name, availability, mttr, source(section)));
        }
        return section.checked(
                () -> new Part.Failing(name, seconds(section, "mtbf"), seconds(section, "mttr"), source(section)));
    }

    private static Group group(Section section) {
        String name = section.text("name", null);
        List<String> kinds = List.of(CHAIN, MEMBERS, COPIES);
        if (kinds.stream().filter(section::has).count() != 1) {
            throw section.wrong("name", name, "one of " + String.join(", ", kinds) + " with it");
        }
        if (section.has(CHAIN)) {
            return section.checked(() -> new Group.Chain(name, section.texts(CHAIN)));
        }
        Group.Spares spares = new Group.Spares(
                section.number("need", 1),
                section.choice("load", Group.Mode.SHARED),
                section.duration("failover", Duration.ZERO).toMillis() / 1e3,
                source(section));
        if (section.has(MEMBERS)) {
            return section.checked(() -> new Group.Redundant(name, section.texts(MEMBERS), spares));
        }
        return section.checked(() -> new Group.Copies(
                name,
                section.text("of", null),
                section.number(COPIES, 0),
                share(PageSettings.percent(section, "common", "0")),
                spares));
    }

    private static Source source(Section section) {
        return new Source(
                section.choice("measured", "no", List.of("yes", "no")).equals("yes"),
                section.text("source", Source.ASSUMED.words()));
    }

    private static double seconds(Section section, String key) {
        if (!section.has(key)) {
            throw section.wrong(key, null, "a duration like 30s");
        }
        return section.duration(key, Duration.ZERO).toMillis() / 1e3;
    }

    private static double share(Percent percent) {
        return percent.part().doubleValue() / percent.whole().doubleValue();
    }
}
