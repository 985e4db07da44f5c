package io.fivenines.coordinator;

import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.hub.Hub;
import io.fivenines.coordinator.uptime.hub.HubRoutes;
import io.fivenines.coordinator.uptime.hub.RowCopies;
import io.fivenines.coordinator.uptime.notify.Alarm;
import io.fivenines.coordinator.uptime.notify.Channel;
import io.fivenines.coordinator.uptime.notify.Mail;
import io.fivenines.coordinator.uptime.notify.NotifyRoutes;
import io.fivenines.coordinator.uptime.notify.Outbox;
import io.fivenines.coordinator.uptime.notify.Teller;
import io.fivenines.coordinator.uptime.notify.Webhook;
import io.fivenines.coordinator.web.Route;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uptime room of a coordinator: the hub and what is to be done for it now and then. */
final class Bookkeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeping.class);

    private final Hub hub;
    private final RowCopies copies;
    private final Supplier<Teller> teller;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Outbox outbox;
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread made = new Thread(task, "uptime");
                made.setDaemon(true);
                return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean adopted;

    /**
     * How often something is done.
     *
     * @param alarmMs to see whether anybody is to be told something
     * @param tendMs to write rows down and drop what is old
     */
    record Rhythm(long alarmMs, long tendMs) {
        static final Rhythm USUAL = new Rhythm(5_000, 300_000);
    }

    /**
     * Opens the ledger.
     *
     * @param teller who it is that tells people, of all coordinators that have the same ledger
     */
    Bookkeeping(
            UptimeConfig config,
            RowCopies copies,
            Supplier<Teller> teller,
            LongSupplier nanos,
            InstantSource clock,
            Rhythm rhythm)
            throws IOException {
        this.copies = copies;
        this.teller = teller;
        this.clock = clock;
        hub = new Hub(config.rules(), clock);
        List<Channel> channels = new ArrayList<>();
        config.notifying().webhooks().forEach(webhook -> channels.add(new Webhook(webhook)));
        config.notifying().mails().forEach(mail -> channels.add(new Mail(mail, clock)));
        outbox = new Outbox(channels, config.notifying().hourlyMax(), () -> nanos.getAsLong() / 1_000_000);
        alarm = new Alarm(config.notifying().still().toMillis(), clock.millis());
        thread.scheduleWithFixedDelay(
                () -> safely(this::alarm), rhythm.alarmMs(), rhythm.alarmMs(), TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(
                () -> safely(this::tend), rhythm.alarmMs(), rhythm.tendMs(), TimeUnit.MILLISECONDS);
    }

    /** The ledger, for who shows it. */
    Hub hub() {
        return hub;
    }

    List<Route> routes() {
        return Stream.concat(
                        new HubRoutes(hub, clock).routes().stream(), new NotifyRoutes(outbox, clock).routes().stream())
                .toList();
    }

    private interface Task {
        void run() throws IOException;
    }

    /** One that fails is done again the next time. */
    private static void safely(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The ledger cannot be looked after");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The ledger cannot be looked after");
        }
    }

    private void alarm() {
        alarm.tick(hub, clock.millis(), teller.get()).forEach(outbox::send);
    }

    private void tend() throws IOException {
        if (!adopted) {
            copies.read().whenCompleteAsync((rows, failed) -> safely(() -> adopt(rows)), thread);
        } else {
            hub.tend();
            List<Month> rows = new ArrayList<>();
            hub.subjects().forEach(subject -> rows.addAll(hub.months(subject)));
            copies.write(rows).whenComplete((done, failed) -> {
                if (failed != null) {
                    LOG.info("Rows are not copied to ZooKeeper now: {}", failed.getMessage());
                }
            });
        }
    }

    /** Without ZooKeeper this hub goes on by itself, and asks again later. */
    private void adopt(List<Month> rows) throws IOException {
        if (rows != null) {
            hub.adopt(rows);
            adopted = true;
        }
        hub.tend();
    }

    @Override
    public void close() throws IOException {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outbox.close();
        hub.close();
    }
}
