package io.fivenines.gateway;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.ClusterTls;
import io.fivenines.coordinator.cluster.SealConfig;
import io.fivenines.coordinator.config.ListFile;
import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.LogConfig;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.TokenFile;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebTls;
import io.fivenines.gateway.accept.GateConfig;
import io.fivenines.gateway.accept.ListenerConfig;
import io.fivenines.gateway.accept.LoopbackConfig;
import io.fivenines.gateway.accept.SecretConfig;
import io.fivenines.gateway.accept.TlsConfig;
import io.fivenines.gateway.api.ApiConfig;
import io.fivenines.gateway.command.CommandConfig;
import io.fivenines.gateway.connection.AdmissionConfig;
import io.fivenines.gateway.connection.ConnectionConfig;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.journal.JournalConfig;
import io.fivenines.gateway.journal.kafka.KafkaConfig;
import io.fivenines.gateway.membership.MembershipConfig;
import io.fivenines.gateway.stream.StreamConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that can be set, each part's beside its part; the keys and their defaults are read here, in the same order. */
record GatewayConfig(
        NodeConfig node,
        List<ListenerConfig> listeners,
        LoopbackConfig loopback,
        AdmissionConfig admission,
        GateConfig gate,
        ConnectionConfig connections,
        JournalConfig journal,
        List<StreamConfig> streams,
        CommandConfig command,
        ApiConfig api,
        MembershipConfig cluster,
        LogConfig log) {

    GatewayConfig {
        listeners = List.copyOf(listeners);
        streams = List.copyOf(streams);
        unlike("listeners", listeners.stream().map(ListenerConfig::name), "for the second of one protocol");
        unlike("streams", streams.stream().map(StreamConfig::name), "as how far a stream came is remembered under it");
    }

    private static void unlike(String key, Stream<String> names, String why) {
        Set<String> known = new HashSet<>();
        names.filter(name -> !known.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    key + " has the name '" + name + "' twice, expected another name " + why);
        });
    }

    /**
     * Reads every key there is.
     *
     * @param hostName what to call the node if nobody says
     * @param protocols what listeners may speak; each of them gets one if no listeners are given
     * @throws io.fivenines.coordinator.config.ConfigException if a value is wrong or a key unknown
     */
    static GatewayConfig from(Settings settings, String hostName, List<Protocol> protocols) {
        Section root = settings.root();
        JournalConfig journal = journal(root.section("journal"));
        GatewayConfig config = root.checked(() -> new GatewayConfig(
                node(root, hostName),
                listeners(root, protocols),
                new LoopbackConfig(root.texts("loopbackAddresses")),
                admission(root.section("connections")),
                gate(root.section("admission"), journal.folder()),
                connections(root.section("connections")),
                journal,
                streams(root, hostName, journal.folder(), protocols),
                command(root.section("command"), journal.folder()),
                api(root.section("api")),
                cluster(root.section("cluster"), hostName),
                log(root.section("log"))));
        settings.refuseUnknown();
        return config;
    }

    private static NodeConfig node(Section root, String hostName) {
        return root.checked(() ->
                new NodeConfig(root.text("node", hostName), root.text("datacenter", "dc1"), root.number("threads", 0)));
    }

    private static List<ListenerConfig> listeners(Section root, List<Protocol> protocols) {
        List<ListenerConfig> listeners = new ArrayList<>();
        boolean given = root.has("listeners");
        for (Section section : root.list("listeners", protocols.size())) {
            String standard = given ? null : protocols.get(listeners.size()).name();
            listeners.add(listener(section, standard, protocols));
        }
        return listeners;
    }

    private static ListenerConfig listener(Section section, String standard, List<Protocol> protocols) {
        List<String> names = protocols.stream().map(Protocol::name).toList();
        String protocol = section.choice("protocol", standard, names);
        Protocol spoken = protocols.get(names.indexOf(protocol));
        String name = section.text("name", protocol);
        return section.checked(() -> new ListenerConfig(
                name,
                protocol,
                section.text("host", "0.0.0.0"),
                section.number("port", spoken.defaultPort()),
                section.texts("trustedProxies"),
                section.optional("tls").map(GatewayConfig::tls).orElse(null),
                secret(section, name, spoken, protocols),
                section.number("acceptRate", 0)));
    }

    private static SecretConfig secret(Section section, String listener, Protocol spoken, List<Protocol> protocols) {
        String text = section.optionalSecret("secret");
        Path file = StreamSettings.optionalPath(section, "secretFile");
        if (text.isEmpty() && file == null) {
            return null;
        }
        if (spoken.secretForm().isEmpty()) {
            throw new IllegalArgumentException("secret of listener " + listener + ", expected none: a login of "
                    + spoken.name() + " carries no secret, as those do of "
                    + protocols.stream()
                            .filter(one -> !one.secretForm().isEmpty())
                            .map(Protocol::name)
                            .collect(Collectors.joining(", ")));
        }
        return new SecretConfig(text, file, spoken.secretForm());
    }

    private static TlsConfig tls(Section section) {
        return section.checked(() -> new TlsConfig(
                section.path("certificate", null),
                section.path("key", null),
                section.choice("clients", TlsConfig.Clients.NONE),
                StreamSettings.optionalPath(section, "authorities")));
    }

    private static AdmissionConfig admission(Section section) {
        AdmissionConfig standard = AdmissionConfig.DEFAULT;
        return section.checked(() -> new AdmissionConfig(
                section.number("max", standard.max()), section.number("maxPerAddress", standard.maxPerAddress())));
    }

    private static GateConfig gate(Section section, Path journal) {
        Path blocks = journal.resolveSibling(journal.getFileName() + "-blocks.json");
        return section.checked(() -> new GateConfig(
                StreamSettings.optionalPath(section, "allowFile"),
                section.texts("idents"),
                section.number("identsPerAddress", 0),
                section.path("blockFile", blocks)));
    }

    private static ConnectionConfig connections(Section section) {
        ConnectionConfig standard = ConnectionConfig.DEFAULT;
        return section.checked(() -> new ConnectionConfig(
                section.duration("idleTimeout", standard.idleTimeout()),
                section.duration("loginTimeout", standard.loginTimeout()),
                section.number("heldRepliesMax", standard.heldRepliesMax()),
                section.number("rejectsMax", standard.rejectsMax()),
                section.number("repeatSlots", standard.repeatSlots())));
    }

    private static JournalConfig journal(Section section) {
        JournalConfig standard = JournalConfig.DEFAULT;
        return section.checked(() -> new JournalConfig(
                section.choice("engine", standard.engine()),
                section.path("folder", standard.folder()),
                section.size("segmentSize", standard.segmentSize()),
                section.duration("retentionAge", standard.retentionAge()),
                section.size("retentionSize", standard.retentionSize()),
                section.number("claims", standard.claims()),
                section.size("claimSize", standard.claimSize()),
                kafka(section.section("kafka"))));
    }

    private static KafkaConfig kafka(Section section) {
        KafkaConfig standard = KafkaConfig.DEFAULT;
        return section.checked(() -> new KafkaConfig(
                section.text("bootstrapServers", standard.bootstrapServers()),
                section.text("topic", standard.topic()),
                section.choice("format", standard.format()),
                section.number("minInsyncReplicas", standard.minInsyncReplicas()),
                section.flag("allowWeak", standard.allowWeak()),
                section.duration("stallTimeout", standard.stallTimeout()),
                section.secrets("client"),
                section.choice("acknowledgeAfter", standard.acknowledgeAfter()),
                section.duration("bothTimeout", standard.bothTimeout()),
                other(section.section("other"))));
    }

    private static KafkaConfig.Other other(Section section) {
        return new KafkaConfig.Other(
                section.text("bootstrapServers", KafkaConfig.Other.NONE.bootstrapServers()), section.secrets("client"));
    }

    private static List<StreamConfig> streams(Section root, String hostName, Path journal, List<Protocol> protocols) {
        Set<String> names = new TreeSet<>();
        protocols.forEach(protocol -> names.add(protocol.name()));
        Path folder = journal.resolveSibling(journal.getFileName() + "-streams");
        return new StreamSettings(root.text("node", hostName), folder, names).all(root);
    }

    /** Beside the journal, so that two gateways that share no journal share no commands. */
    private static CommandConfig command(Section section, Path journal) {
        CommandConfig standard = CommandConfig.DEFAULT;
        Path folder = journal.resolveSibling(journal.getFileName() + "-commands");
        return section.checked(() -> new CommandConfig(
                section.path("folder", folder),
                section.duration("confirmTimeout", standard.confirmTimeout()),
                section.number("attemptsMax", standard.attemptsMax()),
                section.number("queueMax", standard.queueMax()),
                section.number("queueMaxPerDevice", standard.queueMaxPerDevice()),
                section.number("keepMax", standard.keepMax()),
                section.number("keepMaxPerDevice", standard.keepMaxPerDevice())));
    }

    private static ApiConfig api(Section section) {
        ApiConfig standard = ApiConfig.DEFAULT;
        return section.checked(() -> new ApiConfig(
                new WebConfig(
                        section.text("host", standard.web().host()),
                        section.number("port", standard.web().port()),
                        section.list("tokens", 0).stream()
                                .map(GatewayConfig::token)
                                .toList(),
                        tokens(StreamSettings.optionalPath(section, "tokenFile")),
                        section.optional("tls").map(GatewayConfig::webTls).orElse(null),
                        false),
                section.number("streamsMax", standard.streamsMax())));
    }

    private static TokenFile tokens(Path path) {
        return path == null ? null : new TokenFile(path, file -> ListFile.read(file, "tokens", GatewayConfig::token));
    }

    private static WebTls webTls(Section section) {
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

    private static MembershipConfig cluster(Section section, String hostName) {
        String connect = section.text("connect", "");
        String name = section.text("name", "main");
        Duration sessionTimeout = section.duration("sessionTimeout", Duration.ofSeconds(2));
        String auth = section.optionalSecret("auth");
        ClusterTls tls = section.optional("tls").map(GatewayConfig::clusterTls).orElse(null);
        String secret = section.optionalSecret("heartbeatSecret");
        boolean check = section.flag("heartbeatCheck", true);
        return section.checked(() -> new MembershipConfig(
                connect.isEmpty()
                        ? null
                        : new ClusterConfig(connect, name, sessionTimeout, auth, tls, new SealConfig(secret, check)),
                section.text("advertise", hostName),
                section.text("heartbeatHost", "0.0.0.0"),
                section.number("heartbeatPort", MembershipConfig.HEARTBEAT_PORT),
                section.number("drainRate", MembershipConfig.DRAIN_RATE),
                section.duration("drainGrace", MembershipConfig.DRAIN_GRACE)));
    }

    private static ClusterTls clusterTls(Section section) {
        return section.checked(
                () -> new ClusterTls(section.path("authorities", null), section.path("identity", Path.of(""))));
    }

    private static LogConfig log(Section section) {
        LogConfig standard = LogConfig.DEFAULT;
        return new LogConfig(section.choice("format", standard.format()), section.choice("level", standard.level()));
    }
}
