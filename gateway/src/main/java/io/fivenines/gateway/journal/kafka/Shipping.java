package io.fivenines.gateway.journal.kafka;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Sends committed claims and finishes them, in the order of the commits. One thread sends; acknowledgements come on
 * any. Finishing runs under no lock: neither sender nor producer wait for what it wakes.
 *
 * <p>A shipment is <em>waiting</em> until the sender takes it, <em>under way</em> until every entry of it is
 * acknowledged, and <em>finished</em> when those before it are. A line that fails a single record is <em>broken</em>:
 * it is closed, and over a new one everything under way is sent again, from the first entry of each partition that is
 * not acknowledged; those behind it that were are sent, and have to be acknowledged, once more, so that the last copies
 * of every key's entries are in their order.
 */
final class Shipping {
    /** What {@link #oldestNanos()} says when nothing is under way. */
    static final long NOTHING = Long.MIN_VALUE;

    /** What one line after the other refuses is not to be sent as fast as it can be refused. */
    private static final long MEND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Line> lines;
    private final ToIntFunction<byte[]> partitions;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Consumer<Shipment> finish;
    private final Runnable onSettled;
    private final Queue<Shipment> waiting = new ConcurrentLinkedQueue<>();
    private final Deque<Shipment> underWay = new ArrayDeque<>();
    private final Turnstile finished = new Turnstile();
    private volatile Line line;
    private long mendedNanos;
    private long storedAtMs;
    private volatile int generation;
    private volatile String trouble = "";
    private volatile boolean broken = true;
    private volatile long oldestNanos = NOTHING;
    private volatile long acknowledgedNanos;

    /**
     * Nothing sent yet.
     *
     * @param lines opens a new one
     * @param partitions which partition a key belongs to
     * @param finish takes over what is acknowledged as a whole, and in its turn
     * @param onSettled told after that
     */
    Shipping(
            Supplier<Line> lines,
            ToIntFunction<byte[]> partitions,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<Shipment> finish,
            Runnable onSettled) {
        this.onSettled = onSettled;
        this.lines = lines;
        this.partitions = partitions;
        this.clock = clock;
        this.nanos = nanos;
        this.finish = finish;
        acknowledgedNanos = nanos.getAsLong();
    }

    /** Takes a shipment over. Any thread. */
    void commit(Shipment shipment) {
        waiting.add(shipment);
    }

    /** The sender's step. False if there is nothing to do, or the line cannot be mended now. */
    boolean step() {
        if (broken) {
            return !isIdle() && mend();
        }
        Shipment next = waiting.peek();
        if (next == null) {
            return false;
        }
        synchronized (this) {
            storedAtMs = Math.max(storedAtMs, clock.millis());
            next.stamp(storedAtMs, nanos.getAsLong());
            next.beingSent(true);
            underWay.add(next);
            noteOldest();
            // Only now, so that nobody who asks whether all is idle misses it between the two.
            waiting.remove();
        }
        for (int entry = 0; entry < next.entries() && !broken; entry++) {
            send(next, entry);
        }
        sent(next);
        return true;
    }

    private void sent(Shipment shipment) {
        synchronized (this) {
            shipment.beingSent(false);
            settle();
        }
        finished.pass();
    }

    private void send(Shipment shipment, int entry) {
        int by = generation;
        try {
            line.send(shipment, entry, new Line.Told() {
                @Override
                public void acknowledged(long position) {
                    onAcknowledged(by, shipment, entry, position);
                }

                @Override
                public void failed(Exception cause) {
                    onFailed(by, cause);
                }
            });
        } catch (RuntimeException e) {
            onFailed(by, e);
        }
    }

    private void onAcknowledged(int by, Shipment shipment, int entry, long position) {
        synchronized (this) {
            if (by != generation) {
                // It is sent again by now, and that copy has to be there too: others are behind it.
                return;
            }
            shipment.acknowledge(entry, position);
            acknowledgedNanos = nanos.getAsLong();
            settle();
        }
        finished.pass();
    }

    private void settle() {
        boolean settled = false;
        while (!underWay.isEmpty() && underWay.peek().isComplete()) {
            Shipment complete = underWay.poll();
            finished.add(() -> finish.accept(complete));
            settled = true;
        }
        if (settled) {
            noteOldest();
            trouble = broken ? trouble : "";
            finished.add(onSettled);
        }
    }

    private void noteOldest() {
        oldestNanos = underWay.isEmpty() ? NOTHING : underWay.peek().sentNanos();
    }

    private synchronized void onFailed(int by, Exception cause) {
        // The first is the cause of the others, and what an older line says was settled when it was closed.
        if (by == generation && !broken) {
            trouble = "Kafka refused a record: " + cause.getMessage() + "; all that is under way is sent again";
            broken = true;
        }
    }

    private boolean mend() {
        long now = nanos.getAsLong();
        if (generation > 0 && now - mendedNanos < MEND_NANOS) {
            return false;
        }
        mendedNanos = now;
        if (line != null) {
            line.close();
            line = null;
        }
        List<Shipment> again;
        synchronized (this) {
            generation++;
            again = new ArrayList<>(underWay);
            missWhatIsBehind(again);
        }
        try {
            line = lines.get();
        } catch (RuntimeException e) {
            trouble = "Cannot begin to send to Kafka: " + e.getMessage();
            return false;
        }
        broken = false;
        again.forEach(this::sendAgain);
        return true;
    }

    /** All at once: a line may break again before half of it is sent. */
    private void missWhatIsBehind(List<Shipment> shipments) {
        Set<Integer> behind = new HashSet<>();
        for (Shipment shipment : shipments) {
            for (int entry = 0; entry < shipment.entries(); entry++) {
                int partition = partitions.applyAsInt(shipment.key(entry));
                if (!shipment.isAcknowledged(entry)) {
                    behind.add(partition);
                } else if (behind.contains(partition)) {
                    shipment.miss(entry);
                }
            }
        }
    }

    private void sendAgain(Shipment shipment) {
        synchronized (this) {
            // What is acknowledged as a whole may be finished at any moment, and then its bytes are somebody else's.
            if (!underWay.contains(shipment)) {
                return;
            }
            shipment.beingSent(true);
        }
        for (int entry = 0; entry < shipment.entries() && !broken; entry++) {
            if (!isAcknowledged(shipment, entry)) {
                send(shipment, entry);
            }
        }
        sent(shipment);
    }

    private synchronized boolean isAcknowledged(Shipment shipment, int entry) {
        return shipment.isAcknowledged(entry);
    }

    /** Whether everything committed is acknowledged and finished. */
    synchronized boolean isIdle() {
        return waiting.isEmpty() && underWay.isEmpty() && finished.isIdle();
    }

    /** Why the last record was not taken, empty if it was. */
    String trouble() {
        return trouble;
    }

    /** Since when the oldest shipment is under way, {@link #NOTHING} if none is. */
    long oldestNanos() {
        return oldestNanos;
    }

    /** When Kafka last acknowledged anything. */
    long acknowledgedNanos() {
        return acknowledgedNanos;
    }

    /** Gives up what is under way. Any thread: a sender that waits for room is let go. */
    void close() {
        Line now = line;
        if (now != null) {
            now.close();
        }
    }
}
