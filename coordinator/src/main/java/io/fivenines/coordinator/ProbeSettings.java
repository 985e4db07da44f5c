package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.LogConfig;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.HubAddress;
import io.fivenines.coordinator.uptime.probe.Idents;
import io.fivenines.coordinator.uptime.probe.LineConfig;
import io.fivenines.coordinator.uptime.probe.ProbeConfig;
import io.fivenines.coordinator.uptime.probe.Regular;
import io.fivenines.coordinator.uptime.probe.Target;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that can be set for a prober. */
record ProbeSettings(ProbeConfig probe, Regular.Habits habits, LogConfig log) {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int DNS_PORT = 53;
    private static final Duration PROGRAM_INTERVAL = Duration.ofSeconds(5);
    private static final long SIZE_MAX = 512L << 20;

    /**
     * Reads every key there is.
     *
     * @throws io.fivenines.coordinator.config.ConfigException if a value is wrong or a key unknown
     */
    static ProbeSettings from(Settings settings) {
        Section root = settings.root();
        ProbeSettings read =
                root.checked(() -> new ProbeSettings(probe(root), habits(root), CommonKeys.log(root.section("log"))));
        settings.refuseUnknown();
        return read;
    }

    private static ProbeConfig probe(Section root) {
        List<Target> targets = new ArrayList<>();
        for (Section target : root.list("targets", 0)) {
            targets.add(target(target, targets.size() + 1));
        }
        return root.checked(() -> new ProbeConfig(
                root.text("location", null),
                root.number("number", 1),
                ms(root, "interval", Duration.ofSeconds(60)),
                ms(root, "retry", Duration.ofSeconds(10)),
                line(root),
                root.checked(() -> LineConfig.program(ms(root, "programInterval", PROGRAM_INTERVAL), line(root))),
                root.path("folder", null),
                UptimeSettings.limits(root, SIZE_MAX),
                targets,
                root.list("hubs", 0).stream().map(ProbeSettings::hub).toList()));
    }

    private static LineConfig line(Section root) {
        return root.checked(() -> new LineConfig(
                ms(root, "lineInterval", Duration.ofMillis(LineConfig.DEFAULT.intervalMs())),
                ms(root, "lineGap", Duration.ofMillis(LineConfig.DEFAULT.gapMs()))));
    }

    private static int ms(Section section, String key, Duration fallback) {
        return (int) Math.min(Integer.MAX_VALUE, section.duration(key, fallback).toMillis());
    }

    private static HubAddress hub(Section section) {
        return section.checked(() -> new HubAddress(section.text("url", null), section.optionalSecret("token")));
    }

    private static Regular.Habits habits(Section root) {
        List<InetSocketAddress> references = new ArrayList<>();
        root.texts("references").forEach(text -> references.add(address(root, "references", text, 443)));
        if (references.isEmpty()) {
            throw root.wrong("references", null, "addresses like 1.1.1.1:443 that have nothing to do with the targets");
        }
        return root.checked(() -> new Regular.Habits(
                new Idents(root.text("identPrefix", "99"), root.number("number", 1)),
                references,
                root.choice("trackers", "all", List.of("all", "turns")).equals("turns"),
                ms(root, "stepLimit", Duration.ofSeconds(5)),
                ms(root, "roundLimit", Duration.ofSeconds(10)),
                ms(root, "interval", Duration.ofSeconds(60))));
    }

    private static Target target(Section section, int place) {
        Subject subject =
                section.checked(() -> new Subject(section.text("datacenter", null), section.text("endpoint", null)));
        List<InetSocketAddress> names = new ArrayList<>();
        section.texts("nameServers").forEach(text -> names.add(address(section, "nameServers", text, DNS_PORT)));
        return section.checked(() -> new Target(
                subject,
                section.number("number", place),
                section.text("host", ""),
                names,
                ports(section),
                section.checked(() -> new Target.Api(section.text("api", null), section.optionalSecret("token"))),
                freshness(section)));
    }

    private static List<Target.Port> ports(Section section) {
        List<Target.Port> ports = new ArrayList<>();
        List<String> names = Wire.ALL.stream().map(Wire::protocol).toList();
        for (Section port : section.list("trackers", 0)) {
            String name = port.choice("protocol", null, names);
            Wire wire = Wire.ALL.get(names.indexOf(name));
            ports.add(port.checked(() -> new Target.Port(wire, port.number("port", wire.usualPort()))));
        }
        if (!section.has("trackers")) {
            Wire.ALL.forEach(wire -> ports.add(new Target.Port(wire, wire.usualPort())));
        }
        return ports;
    }

    private static Target.Freshness freshness(Section section) {
        return section.checked(() -> new Target.Freshness(
                section.text("coordinator", ""),
                section.optionalSecret("coordinatorToken"),
                section.text("page", ""),
                section.duration("pageAge", Target.Freshness.NONE.pageAge())));
    }

    /** An address that is not looked up here: names may mean something else tomorrow. */
    private static InetSocketAddress address(Section section, String key, String text, int usualPort) {
        Matcher matcher = HOST_AND_PORT.matcher(text);
        int port = matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : usualPort;
        if (!matcher.matches() || port < 1 || port > 65535) {
            throw section.wrong(key, text, "an address like 192.0.2.53 or 192.0.2.53:" + usualPort);
        }
        return InetSocketAddress.createUnresolved(matcher.group(1).replaceAll("[\\[\\]]", ""), port);
    }
}
