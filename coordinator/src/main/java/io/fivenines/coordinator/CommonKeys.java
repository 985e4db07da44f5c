package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.logging.LogConfig;
import java.time.Duration;

/** The keys that coordinator and agent have in common. */
final class CommonKeys {
    private CommonKeys() {}

    static ClusterConfig cluster(Section section) {
        return section.checked(() -> new ClusterConfig(
                section.text("connect", null),
                section.text("name", "main"),
                section.duration("sessionTimeout", Duration.ofSeconds(2)),
                section.optionalSecret("auth")));
    }

    static LogConfig log(Section section) {
        LogConfig standard = LogConfig.DEFAULT;
        return new LogConfig(section.choice("format", standard.format()), section.choice("level", standard.level()));
    }
}
