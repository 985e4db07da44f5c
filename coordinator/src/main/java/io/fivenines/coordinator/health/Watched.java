package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.PulseClient;
import io.fivenines.coordinator.cluster.PulseListener;
import io.fivenines.coordinator.cluster.PulseTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** One process that answers beats, as one observer sees it: a gateway, or the agent of its host. */
final class Watched implements PulseListener, AutoCloseable {
    private final String address;
    private final Detector detector;
    private final LongSupplier attentionMs;
    private final Executor turn;
    private final PulseClient client;
    private volatile Pulse last;

    /**
     * Begins to watch.
     *
     * @param attentionMs the observer's attentive time, asked in its turn only
     * @param turn runs what happened in the observer's turn
     * @param nanos a clock that never goes back
     */
    Watched(
            NodeId id,
            String address,
            ObserverConfig config,
            LongSupplier attentionMs,
            Executor turn,
            LongFunction<Beat> beat,
            LongSupplier nanos) {
        this.address = address;
        this.attentionMs = attentionMs;
        this.turn = turn;
        detector = new Detector(config.thresholds(), attentionMs.getAsLong());
        PulseTimes times = config.pulses();
        client =
                new PulseClient(id, address, times, number -> beat.apply(number).after(last), this, nanos);
    }

    String address() {
        return address;
    }

    Light light(long nowMs) {
        return detector.light(nowMs);
    }

    long silentMs(long nowMs) {
        return detector.silentMs(nowMs);
    }

    @Override
    public void onConnected(long nowNanos) {
        turn.execute(detector::onConnected);
    }

    @Override
    public void onPulse(Pulse pulse, long arrivedNanos) {
        last = pulse;
        turn.execute(() -> detector.onPulse(attentionMs.getAsLong()));
    }

    @Override
    public void onLoss(Loss loss, long nowNanos) {
        switch (loss) {
            case RESET -> turn.execute(detector::onReset);
            case REFUSED -> turn.execute(detector::onRefused);
            case SILENT, WRONG -> {
                // Silence is what the detector measures anyway; who answers for another is no sign of life.
            }
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket that cannot be closed", e);
        }
    }
}
