package io.fivenines.gateway.journal;

/** Told once, on a journal thread, that every entry of a claim is durable. Must be short: others wait behind it. */
@FunctionalInterface
public interface Completion {
    void onDurable(Claim claim);
}
