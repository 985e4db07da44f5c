package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.uptime.figures.Credits;
import io.fivenines.coordinator.uptime.figures.Objective;
import io.fivenines.coordinator.uptime.figures.Percent;
import io.fivenines.coordinator.uptime.page.PageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys of the status page. */
final class PageSettings {
    private PageSettings() {}

    /** A page, if one is configured. */
    static Optional<PageConfig> of(Section uptime) {
        return uptime.optional("page").map(PageSettings::read);
    }

    private static PageConfig read(Section section) {
        return section.checked(() -> new PageConfig(
                section.text("host", "127.0.0.1"),
                section.number("port", 8091),
                section.text("title", "Status"),
                section.text("url", ""),
                section.duration("refresh", Duration.ofSeconds(15)).toMillis(),
                new Objective(percent(section, "target", "99.999")),
                new Credits(section.list("credits", 0).stream()
                        .map(PageSettings::credit)
                        .toList()),
                Optional.of(section.path("exportFolder", Path.of("")))
                        .filter(folder -> !folder.toString().isEmpty())));
    }

    private static Credits.Step credit(Section section) {
        return section.checked(() -> new Credits.Step(percent(section, "below", null), section.number("percent", 0)));
    }

    static Percent percent(Section section, String key, String fallback) {
        String text = section.text(key, fallback);
        try {
            return Percent.parse(text);
        } catch (IllegalArgumentException e) {
            throw section.wrong(key, text, "a percentage from 0 to 100 like 99.95");
        }
    }
}
