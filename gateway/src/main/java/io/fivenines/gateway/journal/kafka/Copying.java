package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Bell;
import io.fivenines.gateway.journal.Callbacks;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.JournalStatus.Copies;
import io.fivenines.gateway.journal.JournalStatus.Promise;
import io.fivenines.gateway.journal.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The other datacenter's part in the journal, if there is one: decides when a shipment is completed, and has the topic
 * copied, with two threads: {@code journal-mirror}, and {@code journal-there} that looks after the topic there. Nothing
 * here ever holds up what this datacenter does for longer than {@link KafkaConfig#bothTimeout}.
 */
final class Copying {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaConfig config;
    private final Progress progress = new Progress();
    private final Acknowledging acknowledging;
    private final List<Thread> threads = new ArrayList<>();
    private final Bell lookBell = new Bell();
    private final Watch there;
    private final Mirror mirror;
    private volatile boolean closing;

    /**
     * Not started yet.
     *
     * @param guard runs a thread's work, and ends the process if that throws
     * @param onSettled told after completions
     */
    Copying(
            KafkaConfig config,
            Watch here,
            LongSupplier nanos,
            Callbacks callbacks,
            Consumer<Runnable> guard,
            Runnable onSettled) {
        this.config = config;
        this.acknowledging = new Acknowledging(
                config.acknowledgeAfter() == KafkaConfig.AcknowledgeAfter.BOTH,
                config.bothTimeout().toNanos(),
                progress,
                nanos,
                callbacks::run,
                onSettled);
        if (!config.hasOther()) {
            there = null;
            mirror = null;
            return;
        }
        there = new Watch(config.there(), new Settings(config.there()).admin());
        mirror = new Mirror(config, here, there, progress, acknowledging, nanos);
        threads.add(new Thread(() -> guard.accept(mirror::run), "journal-mirror"));
        threads.add(new Thread(() -> guard.accept(this::lookThere), "journal-there"));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void lookThere() {
        while (!closing) {
            Thread.interrupted();
            there.look();
            lookBell.await(LOOK_NANOS);
        }
    }

    /** This datacenter has all of a shipment. */
    void finish(Shipment shipment) {
        acknowledging.onLocal(shipment);
    }

    /** Time has passed. */
    void step() {
        acknowledging.step();
    }

    /** Whether no shipment waits for the other datacenter. */
    boolean isIdle() {
        return acknowledging.isIdle();
    }

    /** A record of that size was sent. */
    void sized(int bytes) {
        progress.sized(bytes);
    }

    /** For the record's header; empty if there is one datacenter. */
    String acknowledgeAfter() {
        if (!config.hasOther()) {
            return "";
        }
        return acknowledging.both() ? "both" : "local";
    }

    /** Whether a record is in the other datacenter too, null if there is none. */
    Boolean isCopied(ConsumerRecord<byte[], byte[]> record) {
        return mirror == null ? null : (Boolean) mirror.isThere(record);
    }

    /** What of the topic is in this datacenter only. */
    Copies copies(Place first, Place end) {
        if (mirror == null) {
            return Copies.NONE;
        }
        long records = progress.onlyHere(first, end);
        return new Copies(
                true,
                acknowledging.asked(),
                acknowledging.both(),
                records,
                Math.round(records * progress.meanBytes()),
                records == 0 ? Entry.NO_TIME : progress.oldestMs(),
                acknowledging.alone(),
                mirror.missed(),
                mirror.trouble());
    }

    /** What an acknowledgement stands for, given what it does in this datacenter. */
    Promise promise(Promise local) {
        if (mirror == null) {
            return local;
        }
        if (acknowledging.both()) {
            return new Promise(local.words() + "; and the same in the other datacenter", local.weak());
        }
        return acknowledging.asked()
                ? new Promise(
                        local.words() + "; in this datacenter only, weaker than asked for, until the other catches up",
                        true)
                : new Promise(local.words() + "; the other datacenter gets it as soon as it can", local.weak());
    }

    /** Ends within seconds, with what it came to. */
    boolean close() {
        closing = true;
        lookBell.ring();
        boolean interrupted = false;
        if (mirror != null) {
            mirror.close();
            for (Thread thread : threads) {
                interrupted |= Joining.join(thread, 0);
            }
            there.close();
        }
        return interrupted;
    }
}
