package io.fivenines.coordinator.redirect.vip;

/** What a {@link Keeper} wants done on its host. */
sealed interface Deed {
    VirtualAddress address();

    /** Puts it on the interface and tells the neighbours. */
    record Take(VirtualAddress address, String reason) implements Deed {}

    /** Takes it off the interface, for the plan gives it to another host. */
    record HandOver(VirtualAddress address, String reason) implements Deed {}

    /** Takes it off the interface; this host may be the one that does not know what the others do. */
    record GiveUp(VirtualAddress address, String reason) implements Deed {}

    /** Asks the network whether another host has it; answered by {@link Keeper#onProbed}. */
    record Probe(VirtualAddress address) implements Deed {}

    /** It would not go: stops whoever serves there. */
    record Stop(VirtualAddress address, String reason) implements Deed {}
}
