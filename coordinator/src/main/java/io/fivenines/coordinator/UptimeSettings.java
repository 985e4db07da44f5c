package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.coordinator.uptime.notify.MailConfig;
import io.fivenines.coordinator.uptime.notify.NotifyConfig;
import io.fivenines.coordinator.uptime.notify.Shape;
import io.fivenines.coordinator.uptime.notify.WebhookConfig;
import java.net.URI;
import java.time.Duration;

/** The keys of the ledger and of notifications. */
final class UptimeSettings {
    private static final long SIZE_MAX = 4L << 30;
    private static final Duration KEEP = Duration.ofDays(90);

    private UptimeSettings() {}

    static UptimeConfig from(Section section) {
        return new UptimeConfig(rules(section), notify(section.section("notify")));
    }

    private static Rules rules(Section section) {
        return section.checked(() -> new Rules(
                section.path("folder", null),
                section.number("quorum", 2),
                section.duration("validity", Duration.ofSeconds(90)),
                limits(section, SIZE_MAX)));
    }

    static RoundLog.Limits limits(Section section, long sizeMax) {
        return section.checked(
                () -> new RoundLog.Limits(section.duration("keep", KEEP), section.size("sizeMax", sizeMax)));
    }

    private static NotifyConfig notify(Section section) {
        return section.checked(() -> new NotifyConfig(
                section.duration("still", Duration.ofMinutes(30)),
                section.number("hourlyMax", 30),
                section.list("webhooks", 0).stream()
                        .map(UptimeSettings::webhook)
                        .toList(),
                section.list("mail", 0).stream().map(UptimeSettings::mail).toList()));
    }

    private static WebhookConfig webhook(Section section) {
        String name = section.text("name", null);
        return section.checked(() -> new WebhookConfig(
                name,
                url(section, section.secret("url")),
                section.choice("shape", Shape.JSON),
                section.text("chat", "")));
    }

    /** It is not shown when it is wrong either: who has it may write to the chat. */
    private static URI url(Section section, String secret) {
        try {
            return URI.create(secret);
        } catch (IllegalArgumentException e) {
            throw section.wrong("url", null, "an address like https://hooks.example.com/x");
        }
    }

    private static MailConfig mail(Section section) {
        return section.checked(() -> new MailConfig(
                section.text("name", "mail"),
                section.text("host", null),
                section.number("port", 587),
                section.choice("security", "starttls", MailConfig.SECURITIES),
                section.text("user", ""),
                section.optionalSecret("password"),
                new MailConfig.Letter(section.text("from", null), section.texts("to"))));
    }
}
