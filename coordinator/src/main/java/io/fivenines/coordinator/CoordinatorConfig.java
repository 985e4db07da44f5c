package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.config.ListFile;
import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.health.ObserverConfig;
import io.fivenines.coordinator.health.Thresholds;
import io.fivenines.coordinator.logging.LogConfig;
import io.fivenines.coordinator.plan.Layout;
import io.fivenines.coordinator.plan.Policy;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.TokenFile;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All that can be set for a coordinator; the keys and their defaults are read here. */
record CoordinatorConfig(
        SeatConfig seat,
        ClusterConfig cluster,
        Layout layout,
        ObserverConfig observer,
        Policy policy,
        WebConfig console,
        RedirectConfig redirect,
        Optional<UptimeConfig> uptime,
        LogConfig log) {
    private static final Duration DURATION_MAX = Duration.ofDays(24);

    /**
     * Reads every key there is.
     *
     * @param hostName what to call the coordinator if nobody says
     * @throws io.fivenines.coordinator.config.ConfigException if a value is wrong or a key unknown
     */
    static CoordinatorConfig from(Settings settings, String hostName) {
        Section root = settings.root();
        CoordinatorConfig config = root.checked(() -> new CoordinatorConfig(
                seat(root, hostName),
                CommonKeys.cluster(root.section("cluster")),
                layout(root),
                observer(root.section("observer")),
                policy(root.section("policy")),
                console(root.section("console")),
                redirect(root.section("redirect")),
                root.optional("uptime").map(UptimeSettings::from),
                CommonKeys.log(root.section("log"))));
        settings.refuseUnknown();
        return config;
    }

    private static RedirectConfig redirect(Section section) {
        return new RedirectConfig(
                RedirectSettings.dns(section), RedirectSettings.exec(section), RedirectSettings.haproxies(section));
    }

    private static SeatConfig seat(Section root, String hostName) {
        return root.checked(() -> new SeatConfig(
                root.text("id", hostName),
                root.text("place", "dc1"),
                root.number("observers", 1),
                root.number("places", 1),
                root.duration("stale", Duration.ofSeconds(2)).toMillis(),
                root.text("advertise", hostName),
                root.number("trackerPort", 5000)));
    }

    private static Layout layout(Section root) {
        Map<String, Layout.Site> sites = new TreeMap<>();
        for (Section site : root.list("datacenters", 0)) {
            String name = site.text("name", null);
            boolean agents = site.choice("agents", "yes", List.of("yes", "no")).equals("yes");
            if (sites.put(name, new Layout.Site(site.texts("addresses"), agents)) != null) {
                throw site.wrong("name", name, "each datacenter once");
            }
        }
        Map<String, List<String>> endpoints = new TreeMap<>();
        for (Section endpoint : root.list("endpoints", 0)) {
            String name = endpoint.text("name", null);
            if (endpoints.put(name, endpoint.texts("order")) != null) {
                throw endpoint.wrong("name", name, "each endpoint once");
            }
        }
        return root.checked(() -> new Layout(sites, endpoints));
    }

    private static ObserverConfig observer(Section section) {
        ObserverConfig standard = ObserverConfig.DEFAULT;
        return section.checked(() -> new ObserverConfig(
                ms(section, "turn", standard.turnMs()),
                ms(section, "publish", standard.publishMs()),
                ms(section, "lapse", standard.lapseMs()),
                ms(section, "try", standard.tryMs()),
                ms(section, "tryTimeout", standard.tryTimeoutMs()),
                section.number("redTries", standard.redTries()),
                section.number("greenTries", standard.greenTries()),
                section.number("nodesMax", standard.nodesMax()),
                standard.pulses(),
                thresholds(section)));
    }

    private static Thresholds thresholds(Section section) {
        Thresholds standard = Thresholds.DEFAULT;
        return section.checked(() -> new Thresholds(
                ms(section, "yellowFloor", standard.yellowFloorMs()),
                ms(section, "yellowCeiling", standard.yellowCeilingMs()),
                section.number("yellowPhi", (int) standard.yellowPhi()),
                ms(section, "redFloor", standard.redFloorMs()),
                ms(section, "redCeiling", standard.redCeilingMs()),
                section.number("redPhi", (int) standard.redPhi()),
                ms(section, "steady", standard.steadyMs()),
                section.number("window", standard.window())));
    }

    private static Policy policy(Section section) {
        Policy standard = Policy.DEFAULT;
        return section.checked(() -> new Policy(
                ms(section, "addressHoldDown", standard.addressHoldDownMs()),
                ms(section, "endpointHoldDown", standard.endpointHoldDownMs()),
                ms(section, "lease", standard.leaseMs()),
                ms(section, "fence", standard.fenceMs()),
                ms(section, "take", standard.takeMs()),
                ms(section, "gather", standard.gatherMs()),
                section.choice("failBack", standard.failBack()),
                ms(section, "failBackSteady", standard.failBackSteadyMs()),
                ms(section, "failBackPace", standard.failBackPaceMs())));
    }

    private static int ms(Section section, String key, long standardMs) {
        Duration given = section.duration(key, Duration.ofMillis(standardMs));
        if (given.compareTo(DURATION_MAX) > 0) {
            throw section.wrong(key, given, "at most 24d");
        }
        return (int) given.toMillis();
    }

    private static WebConfig console(Section section) {
        return section.checked(() -> new WebConfig(
                section.text("host", "127.0.0.1"),
                section.number("port", 8090),
                section.list("tokens", 0).stream().map(CoordinatorConfig::token).toList(),
                CommonKeys.optionalPath(section, "tokenFile")
                        .map(CoordinatorConfig::tokens)
                        .orElse(null),
                section.optional("tls").map(CoordinatorConfig::tls).orElse(null),
                false));
    }

    private static TokenFile tokens(Path path) {
        return new TokenFile(path, file -> ListFile.read(file, "tokens", CoordinatorConfig::token));
    }

    private static WebTls tls(Section section) {
        return section.checked(() -> new WebTls(section.path("certificate", null), section.path("key", null)));
    }

    private static Token token(Section section) {
        if (section.has("token")) {
            throw section.wrong("token", "***", "its hash instead: `fivenines token` makes a new one with both");
        }
        return section.checked(() -> new Token(
                section.text("name", null),
                section.text("hash", null),
                Set.copyOf(section.choices("scopes", Scope.class))));
    }
}
