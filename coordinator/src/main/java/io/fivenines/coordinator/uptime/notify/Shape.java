package io.fivenines.coordinator.uptime.notify;

import io.fivenines.coordinator.web.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the body of a webhook looks like. */
public enum Shape {
    /** Every field by itself. */
    JSON {
        @Override
        Map<String, Object> body(Message message, String chat) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("kind", message.kind().name().toLowerCase(Locale.ROOT));
            body.put("title", message.title());
            body.put("text", message.text());
            body.put("incident", message.incident());
            if (message.subject() != null) {
                body.put("endpoint", message.subject().endpoint());
                body.put("datacenter", message.subject().datacenter());
                body.put("from", Json.seconds(message.fromMs()));
                body.put("to", Json.seconds(message.toMs()));
                body.put("seconds", message.seconds());
                body.put("reasons", message.reasons());
            }
            return body;
        }
    },
    /** What an incoming webhook of Slack, Mattermost or Rocket.Chat takes. */
    SLACK {
        @Override
        Map<String, Object> body(Message message, String chat) {
            // These three characters are its markup.
            String text =
                    message.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            return Map.of("text", text);
        }
    },
    /** What sendMessage of Telegram's bots takes. */
    TELEGRAM {
        @Override
        Map<String, Object> body(Message message, String chat) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("chat_id", chat);
            body.put("text", message.text());
            body.put("disable_web_page_preview", true);
            return body;
        }
    };

    abstract Map<String, Object> body(Message message, String chat);
}
