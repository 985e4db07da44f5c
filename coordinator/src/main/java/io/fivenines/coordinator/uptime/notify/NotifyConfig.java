package io.fivenines.coordinator.uptime.notify;

import java.time.Duration;
import java.util.List;

/**
 * Who is told of incidents, and how often.
 *
 * @param still between two reminders of one that lasts
 * @param hourlyMax messages a channel sends in an hour
 */
public record NotifyConfig(Duration still, int hourlyMax, List<WebhookConfig> webhooks, List<MailConfig> mails) {
    public NotifyConfig {
        webhooks = List.copyOf(webhooks);
        mails = List.copyOf(mails);
        if (still.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("still " + still.toMillis() + " ms, expected at least 1m");
        }
        if (hourlyMax < 1) {
            throw new IllegalArgumentException("hourlyMax " + hourlyMax + ", expected at least 1");
        }
    }
}
