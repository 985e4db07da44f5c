package io.fivenines.coordinator.redirect.haproxy;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server as {@code show servers state} tells it: a line with the format's version, one that names the columns, then a
 * line a server.
 *
 * @param running by HAProxy's own checks, or not checked; not while they say that it should get nobody new
 * @param weight its share as it is now
 */
record ServerState(ServerMode mode, boolean running, int weight) {
    private static final String COLUMNS = "# ";
    private static final int STOPPED = 0;
    private static final int STOPPING = 3;
    private static final int FORCED_MAINTENANCE = 0x01;
    private static final int FORCED_DRAIN = 0x08;

    /**
     * Each server by name.
     *
     * @throws IOException if it is not what HAProxy says to that, with what it says
     */
    static Map<String, ServerState> read(String said) throws IOException {
        List<String> lines = said.lines().toList();
        if (lines.size() < 2 || !lines.get(1).startsWith(COLUMNS)) {
            throw new IOException("HAProxy says '" + said.strip() + "', expected its servers' states");
        }
        List<String> columns = words(lines.get(1).substring(COLUMNS.length()));
        Map<String, ServerState> states = new LinkedHashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            if (!line.isBlank()) {
                List<String> values = words(line);
                states.put(value(columns, values, "srv_name"), of(columns, values));
            }
        }
        return states;
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.strip().split(" +"));
    }

    private static ServerState of(List<String> columns, List<String> values) throws IOException {
        int admin = number(columns, values, "srv_admin_state");
        ServerMode mode = (admin & FORCED_MAINTENANCE) != 0
                ? ServerMode.MAINT
                : (admin & FORCED_DRAIN) != 0 ? ServerMode.DRAIN : ServerMode.READY;
        int state = number(columns, values, "srv_op_state");
        boolean running = state != STOPPED && state != STOPPING;
        return new ServerState(mode, running, number(columns, values, "srv_uweight"));
    }

    private static int number(List<String> columns, List<String> values, String column) throws IOException {
        String value = value(columns, values, column);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IOException("HAProxy says " + column + " is '" + value + "', expected a number", e);
        }
    }

    private static String value(List<String> columns, List<String> values, String column) throws IOException {
        int at = columns.indexOf(column);
        if (at < 0 || at >= values.size()) {
            throw new IOException("HAProxy says nothing of " + column + " in '" + String.join(" ", values) + "'");
        }
        return values.get(at);
    }
}
