package io.fivenines.coordinator.uptime.notify;

import java.net.URI;

/**
 * Where a webhook is.
 *
 * @param name what logs call it: addresses of webhooks are secrets
 * @param chat Telegram's, "" otherwise
 */
public record WebhookConfig(String name, URI url, Shape shape, String chat) {
    public WebhookConfig {
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("url of " + name + ", expected one with http or https and a host");
        }
        if (shape == Shape.TELEGRAM && chat.isEmpty()) {
            throw new IllegalArgumentException("chat of " + name + " is missing, expected the chat's number or @name");
        }
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "WebhookConfig[" + name + ", " + shape + "]";
    }
}
