package io.fivenines.coordinator.redirect.vip;

/** What a {@link Keeper} wants done on its host. */
sealed interface Deed {
    VirtualAddress address();

    /** Puts it on the interface and tells the neighbours. */
    record Take(VirtualAddress address, String reason) implements Deed {}

    /** Takes it off the interface. */
    record GiveUp(VirtualAddress address, String reason) implements Deed {}

    /** Asks the network whether another host has it; answered by {@link Keeper#onProbed}. */
    record Probe(VirtualAddress address) implements Deed {}

    /** It would not go: stops whoever serves there. */
    record Stop(VirtualAddress address, String reason) implements Deed {}
}
