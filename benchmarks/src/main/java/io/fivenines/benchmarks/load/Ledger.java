package io.fivenines.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What every tracker sent and what it was promised. Trackers stop and wait, so both are counts: of record 0 up to, not
 * including. Each tracker's numbers are written by its own thread only; read them when that thread is at rest.
 */
public final class Ledger {
    private static final int MAGIC = 0x35_4C_45_44;

    private final Fleet fleet;
    private final int[] acked;
    private final int[] sent;
    private final int[] resent;

    public Ledger(Fleet fleet) {
        this(fleet, new int[fleet.size()], new int[fleet.size()], new int[fleet.size()]);
    }

    private Ledger(Fleet fleet, int[] acked, int[] sent, int[] resent) {
        this.fleet = fleet;
        this.acked = acked;
        this.sent = sent;
        this.resent = resent;
    }

    public Fleet fleet() {
        return fleet;
    }

    public int acked(int index) {
        return acked[index];
    }

    public int sent(int index) {
        return sent[index];
    }

    /** Records that went out a second time because their acknowledgement did not come. */
    public long resent() {
        return total(resent);
    }

    public long acked() {
        return total(acked);
    }

    public long sent() {
        return total(sent);
    }

    private static long total(int[] counts) {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** The tracker sends so many records from the first not acknowledged on. */
    public void onSent(int index, int records) {
        int upTo = acked[index] + records;
        resent[index] += Math.min(upTo, sent[index]) - acked[index];
        sent[index] = Math.max(sent[index], upTo);
    }

    /** Throws an {@link IllegalStateException} if more is acknowledged than was ever sent. */
    public void onAcknowledged(int index, int records) {
        if (records > sent[index] - acked[index]) {
            throw new IllegalStateException(fleet.ident(index) + " was acknowledged " + records
                    + " records, expected at most " + (sent[index] - acked[index]));
        }
        acked[index] += records;
    }

    public void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(MAGIC);
            out.writeUTF(fleet.protocol());
            out.writeLong(fleet.series());
            out.writeInt(fleet.first());
            out.writeInt(fleet.size());
            for (int[] counts : new int[][] {acked, sent, resent}) {
                for (int count : counts) {
                    out.writeInt(count);
                }
            }
        }
    }

    public static Ledger read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int magic = in.readInt();
            if (magic != MAGIC) {
                throw new IOException(file + " begins with " + Integer.toHexString(magic) + ", expected a ledger's "
                        + Integer.toHexString(MAGIC));
            }
            Fleet fleet = new Fleet(in.readUTF(), in.readLong(), in.readInt(), in.readInt());
            return new Ledger(fleet, counts(in, fleet), counts(in, fleet), counts(in, fleet));
        }
    }

    private static int[] counts(DataInputStream in, Fleet fleet) throws IOException {
        int[] counts = new int[fleet.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readInt();
        }
        return counts;
    }
}
