package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.PulseClient;
import io.fivenines.coordinator.cluster.PulseListener;
import io.fivenines.coordinator.cluster.PulseTimes;
import io.fivenines.coordinator.cluster.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** One process that answers beats, as one observer sees it: a gateway, or the agent of its host. */
final class Watched implements PulseListener, AutoCloseable {
    private final String address;
    private final Detector detector;
    private final Turn turn;
    private final PulseClient client;
    private volatile Pulse last;

    /**
     * The observer's.
     *
     * @param executor runs what happened in it
     * @param attentionMs its attentive time, asked in it only
     * @param alarm run in it when a loss shows that the process is gone: what is certain waits for nothing
     */
    record Turn(Executor executor, LongSupplier attentionMs, Runnable alarm) {}

    /**
     * Begins to watch.
     *
     * @param nanos a clock that never goes back
     */
    Watched(NodeId id, String address, ObserverConfig config, Turn turn, Voice voice, LongSupplier nanos) {
        this.address = address;
        this.turn = turn;
        detector = new Detector(config.thresholds(), turn.attentionMs().getAsLong());
        PulseTimes times = config.pulses();
        Voice fitting = voice.saying(number -> voice.beat().apply(number).after(last));
        client = new PulseClient(id, address, times, fitting, this, nanos);
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
        turn.executor().execute(detector::onConnected);
    }

    @Override
    public void onPulse(Pulse pulse, long arrivedNanos) {
        last = pulse;
        turn.executor().execute(() -> detector.onPulse(turn.attentionMs().getAsLong()));
    }

    @Override
    public void onLoss(Loss loss, long nowNanos) {
        switch (loss) {
            case RESET -> turn.executor().execute(() -> tell(detector::onReset));
            case REFUSED -> turn.executor().execute(() -> tell(detector::onRefused));
            case SILENT, WRONG -> {
                // Silence is what the detector measures anyway; who answers for another is no sign of life.
            }
        }
    }

    private void tell(Runnable event) {
        event.run();
        if (detector.light(turn.attentionMs().getAsLong()) == Light.RED) {
            turn.alarm().run();
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
