package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.DamageListener;
import java.util.ArrayList;
import java.util.List;

/** Every damaged extent known, each told of once however many cursors come upon it. */
final class DamageLog {
    /** Past this many an extent met twice may be counted twice: memory matters more than that number by then. */
    private static final int REMEMBERED = 10_000;

    private final DamageListener listener;
    private final List<Damage> known = new ArrayList<>();
    private long count;

    DamageLog(DamageListener listener) {
        this.listener = listener;
    }

    SegmentScan.Holes in(Segment segment) {
        String file = segment.fileName();
        return (from, to, missing, sound) -> report(new Damage(Damage.Kind.CORRUPTION, file, from, to, missing, sound));
    }

    void report(Damage damage) {
        synchronized (this) {
            if (known.stream().anyMatch(other -> covers(other, damage))) {
                return;
            }
            count++;
            if (known.size() < REMEMBERED) {
                known.add(damage);
            }
        }
        listener.onDamage(damage);
    }

    private static boolean covers(Damage known, Damage damage) {
        return known.file().equals(damage.file())
                && known.fromOffset() <= damage.fromOffset()
                && known.toOffset() >= damage.toOffset();
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Damage> known() {
        return List.copyOf(known);
    }
}
