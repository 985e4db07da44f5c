package io.fivenines.coordinator.redirect.vip;

/** Does what a {@link Keeper} wants, on a host of the simulator of the whole cluster. */
public interface SimulatedHands {
    /** Puts it on the interface. */
    void take(VirtualAddress address);

    /** Takes it off the interface. */
    void giveUp(VirtualAddress address);

    /** The lease of an address that is to be given up ran out, and nobody else is its owner as far as is known here. */
    void lapse();

    /** Asks who else has it. */
    void probe(VirtualAddress address);

    /** It would not go. */
    void stop(VirtualAddress address);

    /** Does what the keeper wants now. */
    default void obey(Keeper keeper, long nowMs) {
        for (Deed deed : keeper.deeds(nowMs)) {
            if (deed instanceof Deed.Take) {
                take(deed.address());
            } else if (deed instanceof Deed.GiveUp gone) {
                giveUp(gone.address());
                if (gone.reason().equals(Keeper.LAPSED)) {
                    lapse();
                }
            } else if (deed instanceof Deed.HandOver) {
                giveUp(deed.address());
            } else if (deed instanceof Deed.Probe) {
                probe(deed.address());
            } else {
                stop(deed.address());
            }
        }
    }

    /** Whether somebody has lately said that what the host has may stay. */
    static boolean isRenewed(Keeper keeper) {
        return keeper.isRenewed();
    }
}
