package io.fivenines.gateway.journal;

import java.util.Objects;

/**
 * A stretch of a file that holds no sound entry although it should.
 *
 * @param file its name within the journal's folder
 * @param fromOffset where the sound bytes end
 * @param toOffset where they begin again, or where the file's content ends
 * @param firstMissing the first position that is not to be had any more
 * @param nextSound the position after the missing ones; equal to firstMissing if nothing is known to be missing
 */
public record Damage(Kind kind, String file, long fromOffset, long toOffset, long firstMissing, long nextSound) {

    public enum Kind {
        /**
         * In the very last write before the process or the machine stopped. As a rule that write was cut short and
         * nothing of it was acknowledged.
         */
        LAST_WRITE,
        /** In something that was durable once: the disk or a stranger changed it, acknowledged entries are lost. */
        CORRUPTION
    }

    public Damage {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(file);
        if (fromOffset < 0 || toOffset < fromOffset) {
            throw new IllegalArgumentException(
                    "Offsets " + fromOffset + " to " + toOffset + "; expected 0 <= from <= to");
        }
        if (nextSound < firstMissing) {
            throw new IllegalArgumentException(
                    "Missing " + firstMissing + " to " + nextSound + "; expected first <= next sound");
        }
    }

    /** The same, known to be in the last write. */
    public Damage inLastWrite() {
        return new Damage(Kind.LAST_WRITE, file, fromOffset, toOffset, firstMissing, nextSound);
    }

    /** How many entries are missing at most. */
    public long missing() {
        return nextSound - firstMissing;
    }
}
