package io.fivenines.gateway.stream;

import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.vitals.Health;
import io.fivenines.gateway.vitals.Vitals;
import java.io.OutputStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All streams, each on a thread of its own: one that waits for its sink holds up nobody. */
public final class StreamRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRoom.class);

    /** What is being delivered when the room closes has so long to be confirmed; then its thread is interrupted. */
    private static final long LAST_DELIVERY_MS = 3000;

    private static final long END_MS = 2000;

    /** A delivery that is interrupted has so long to end before its sink is closed. */
    private static final long SINK_END_MS = 1000;

    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Lane> lanes = new ArrayList<>();

    /** What a room is handed of the world; {@code handler} is told when a stream's thread dies. */
    public record Surroundings(
            InstantSource clock, RandomGenerator random, OutputStream out, UncaughtExceptionHandler handler) {}

    /**
     * Makes the streams; {@link #start} sets them going.
     *
     * @param feeds opens the reader of a name
     * @param readers how many of them may read the journal at the same time
     */
    public StreamRoom(List<StreamConfig> configs, Function<String, Feed> feeds, int readers, Surroundings around) {
        this.clock = around.clock();
        Semaphore permits = new Semaphore(readers, true);
        for (StreamConfig config : configs) {
            Sink sink = config.sink()
                    .open(new SinkConfig.Surroundings(
                            config.name(), config.retry().timeout(), around.clock(), around.out()));
            ExecutorService deliveries = deliveries(config.name());
            Stream stream = new Stream(config, feeds, permits, sink, deliveries, clock, around.random());
            lanes.add(new Lane(config.name(), stream, deliveries, around.handler()));
        }
    }

    private static ExecutorService deliveries(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "stream-" + name + "-sink");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A stream and what runs it. */
    private final class Lane {
        private final Stream stream;
        private final ExecutorService deliveries;
        private final Thread thread;
        private final Semaphore bell = new Semaphore(0);

        private Lane(String name, Stream stream, ExecutorService deliveries, UncaughtExceptionHandler handler) {
            this.stream = stream;
            this.deliveries = deliveries;
            thread = new Thread(this::run, "stream-" + name);
            thread.setUncaughtExceptionHandler(handler);
        }

        private void run() {
            try {
                while (closing.getCount() > 0) {
                    await(stream.step());
                }
            } catch (InterruptedException e) {
                // The room closes and cannot wait any longer.
            } catch (RuntimeException e) {
                ended(e);
            } finally {
                closeStream();
            }
        }

        private void closeStream() {
            // Whoever interrupted us wants this to end, not to be left open.
            Thread.interrupted();
            deliveries.shutdownNow();
            try {
                if (!deliveries.awaitTermination(SINK_END_MS, TimeUnit.MILLISECONDS)) {
                    LOG.warn("A sink did not let go of its delivery in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            try {
                stream.close();
            } catch (RuntimeException e) {
                LOG.atDebug().setCause(e).log("A stream did not close as it should");
            }
        }

        /** Who is late may find that the journal is closed already; else it is an impossible state. */
        private void ended(RuntimeException e) {
            if (closing.getCount() > 0) {
                throw e;
            }
            LOG.atDebug().setCause(e).log("A stream ended late");
        }

        private void await(Pause pause) throws InterruptedException {
            if (pause.wakeable()) {
                bell.tryAcquire(pause.ms(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
            } else if (pause.ms() > 0) {
                closing.await(pause.ms(), TimeUnit.MILLISECONDS);
            }
        }

        private void ring() {
            if (bell.availablePermits() == 0) {
                bell.release();
            }
        }
    }

    /** Shows the streams to Prometheus, and their trouble to whoever asks for this node's health. */
    public StreamRoom show(Vitals vitals, Health health) {
        new StreamVitals(this::all, clock).register(vitals.registry());
        for (Lane lane : lanes) {
            StreamStatus stream = lane.stream.status();
            health.remark("stream " + stream.name(), () -> lane.stream.status().trouble());
        }
        return this;
    }

    public StreamRoom start() {
        lanes.forEach(lane -> lane.thread.start());
        return this;
    }

    /** There is something new in the journal. Quick; any thread may call. */
    public void onAppend() {
        for (Lane lane : lanes) {
            lane.ring();
        }
    }

    /** Every stream, in the order of the configuration. */
    public List<StreamStatus> all() {
        return lanes.stream().map(lane -> lane.stream.status()).toList();
    }

    /** Ends within a bounded time; what is not confirmed by then is delivered by the next process. */
    @Override
    public void close() {
        closing.countDown();
        onAppend();
        try {
            if (!ended(LAST_DELIVERY_MS)) {
                lanes.forEach(lane -> lane.thread.interrupt());
                if (!ended(END_MS)) {
                    LOG.warn("A stream did not end in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(long ms) throws InterruptedException {
        long untilMs = clock.millis() + ms;
        for (Lane lane : lanes) {
            lane.thread.join(Math.max(1, untilMs - clock.millis()));
        }
        return lanes.stream().noneMatch(lane -> lane.thread.isAlive());
    }
}
