package io.fivenines.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.coordinator.web.ApiClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What operators want of a cluster, as the commands say it to a coordinator. */
final class Wishlist {
    private static final String PATH = "/v1/intents";

    private final ApiClient api;

    Wishlist(ApiClient api) {
        this.api = api;
    }

    /**
     * Wants something; who wants it already prolongs it.
     *
     * @param to empty unless it goes somewhere
     * @return until when
     */
    Instant add(String kind, String subject, String to, Terms terms) throws IOException, InterruptedException {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        wish.put("kind", kind).put("subject", subject).put("to", to);
        terms.fill(wish);
        return expiry(api.post(PATH, wish.toString()));
    }

    /** Wants it no longer; throws if nobody did. */
    void remove(String kind, String subject) throws IOException, InterruptedException {
        List<String> others = new ArrayList<>();
        for (JsonNode wish : all()) {
            if (isOf(wish, kind, subject)) {
                api.delete(PATH + "/" + wish.path("id").asText());
                return;
            }
            others.add(wish.path("kind").asText() + " " + wish.path("subject").asText());
        }
        throw new IOException("there is no " + kind + " of '" + subject + "', expected "
                + (others.isEmpty() ? "one: there is nothing to take back" : "one of: " + String.join(", ", others)));
    }

    boolean contains(String kind, String subject) throws IOException, InterruptedException {
        for (JsonNode wish : all()) {
            if (isOf(wish, kind, subject)) {
                return true;
            }
        }
        return false;
    }

    JsonNode all() throws IOException, InterruptedException {
        return api.json(PATH).path("intents");
    }

    private static boolean isOf(JsonNode wish, String kind, String subject) {
        return wish.path("kind").asText().equals(kind)
                && wish.path("subject").asText().equals(subject);
    }

    /** When it ends by itself. */
    static Instant expiry(JsonNode wish) {
        BigDecimal seconds = wish.path("expires").decimalValue();
        return Instant.ofEpochSecond(seconds.longValue());
    }
}
