package io.fivenines.gateway.command;

import io.fivenines.gateway.telemetry.Ident;

/** When to look at a command again. */
record Deadline(long atMs, Ident ident, String id) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
        return Long.compare(atMs, other.atMs);
    }
}
