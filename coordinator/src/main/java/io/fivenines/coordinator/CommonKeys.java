package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.ClusterTls;
import io.fivenines.coordinator.cluster.SealConfig;
import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.logging.LogConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys that coordinator and agent have in common. */
final class CommonKeys {
    private CommonKeys() {}

    static ClusterConfig cluster(Section section) {
        return section.checked(() -> new ClusterConfig(
                section.text("connect", null),
                section.text("name", "main"),
                section.duration("sessionTimeout", Duration.ofSeconds(2)),
                section.optionalSecret("auth"),
                section.optional("tls").map(CommonKeys::tls).orElse(null),
                new SealConfig(section.optionalSecret("heartbeatSecret"), section.flag("heartbeatCheck", true))));
    }

    private static ClusterTls tls(Section section) {
        return section.checked(
                () -> new ClusterTls(section.path("authorities", null), section.path("identity", Path.of(""))));
    }

    /** A file or folder, if the key is there. */
    static Optional<Path> optionalPath(Section section, String key) {
        return Optional.of(section.path(key, Path.of("")))
                .filter(path -> !path.toString().isEmpty());
    }

    static LogConfig log(Section section) {
        LogConfig standard = LogConfig.DEFAULT;
        return new LogConfig(section.choice("format", standard.format()), section.choice("level", standard.level()));
    }
}
