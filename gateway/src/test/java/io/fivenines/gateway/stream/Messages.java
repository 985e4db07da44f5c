package io.fivenines.gateway.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small messages for sinks. */
public final class Messages {
    private Messages() {}

    /** So many of one tracker, numbered. */
    public static List<Message> of(String ident, int first, int count) {
        List<Message> messages = new ArrayList<>();
        for (int n = first; n < first + count; n++) {
            messages.add(one(ident, n, "{\"ident\":\"" + ident + "\",\"n\":" + n + "}"));
        }
        return messages;
    }

    public static Message one(String ident, int number, String json) {
        return new Message(ident, "line", String.format("%016x", number), json.getBytes(StandardCharsets.UTF_8));
    }
}
