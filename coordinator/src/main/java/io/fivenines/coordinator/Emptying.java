package io.fivenines.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.ApiClient;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;

/** A drained node on its way to being empty: without an address of the plan's, and without trackers. */
final class Emptying {
    private static final int LOOK_MS = 500;
    private static final long NS_PER_MS = 1_000_000;
    /** A coordinator knows of a wish a moment after it was kept. */
    private static final int UNKNOWN_LOOKS_MAX = 10;

    private final ApiClient api;
    private final String node;
    private final PrintStream out;
    private final Pace pace;
    private final Wishlist wishes;
    private String told = "";
    private int unknownLooks;

    /**
     * How to wait.
     *
     * @param nanos a clock that never goes back
     */
    record Pace(LongSupplier nanos, Rest rest) {}

    /** Lets time pass. */
    interface Rest {
        void ms(long ms) throws InterruptedException;
    }

    Emptying(ApiClient api, String node, PrintStream out, Pace pace) {
        this.api = api;
        this.node = node;
        this.out = out;
        this.pace = pace;
        wishes = new Wishlist(api);
    }

    /** Tells every change until the node is empty; false if its drain ended before. */
    boolean await(long lengthMs) throws IOException, InterruptedException {
        long beginNanos = pace.nanos().getAsLong();
        while (true) {
            boolean over = elapsedMs(beginNanos) >= lengthMs;
            try {
                JsonNode now = look();
                if (isEmpty(now)) {
                    out.printf("%s is empty after %d s%n", node, elapsedMs(beginNanos) / 1000);
                    return true;
                }
                tell(words(now));
                over |= isTakenBack();
            } catch (ApiClient.Refusal e) {
                if (!e.isPassing()) {
                    throw e;
                }
                tell(e.getMessage() + "; trying again");
            } catch (IOException e) {
                tell(e.getMessage() + "; trying again");
            }
            if (over) {
                out.printf("%s is not empty, and its drain has ended%n", node);
                return false;
            }
            pace.rest().ms(LOOK_MS);
        }
    }

    private long elapsedMs(long sinceNanos) {
        return (pace.nanos().getAsLong() - sinceNanos) / NS_PER_MS;
    }

    private JsonNode look() throws IOException, InterruptedException {
        for (JsonNode one : api.json("/v1/nodes").path("nodes")) {
            if (one.path("node").asText().equals(node)) {
                return one;
            }
        }
        return api.parse("{}");
    }

    /** One that is not registered any more has ended, and with it its connections. */
    private static boolean isEmpty(JsonNode now) {
        boolean quiet = !now.path("registered").asBoolean()
                || now.path("state").asText().equals("draining")
                        && now.path("connections").asInt() == 0;
        return quiet && now.path("owns").isEmpty() && now.path("holds").isEmpty();
    }

    private String words(JsonNode now) throws IOException, InterruptedException {
        List<String> owned = NodesCommand.texts(now.path("owns"));
        StringBuilder words = new StringBuilder(node)
                .append(": ")
                .append(now.path("registered").asBoolean() ? now.path("state").asText() : "not registered")
                .append(", ")
                .append(now.path("connections").asInt())
                .append(" connections, ")
                .append(owned.isEmpty() ? "no addresses" : "addresses " + String.join(" ", owned));
        if (!owned.isEmpty()) {
            for (JsonNode hold : api.json("/v1/status").path("holds")) {
                if (owned.contains(hold.path("subject").asText())) {
                    words.append("; ").append(hold.path("subject").asText());
                    words.append(" ").append(hold.path("reason").asText());
                }
            }
        }
        return words.toString();
    }

    private boolean isTakenBack() throws IOException, InterruptedException {
        if (wishes.contains("drain", node)) {
            unknownLooks = UNKNOWN_LOOKS_MAX;
            return false;
        }
        unknownLooks++;
        return unknownLooks > UNKNOWN_LOOKS_MAX;
    }

    private void tell(String words) {
        if (!words.equals(told)) {
            out.println(words);
            told = words;
        }
    }
}
