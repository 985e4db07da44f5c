package io.fivenines.gateway.journal;

/** Told of each damaged extent once, on the thread that came upon it: an opening or a cursor's reader. */
@FunctionalInterface
public interface DamageListener {
    void onDamage(Damage damage);
}
