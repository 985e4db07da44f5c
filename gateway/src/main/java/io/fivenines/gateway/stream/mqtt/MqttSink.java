package io.fivenines.gateway.stream.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;
import io.fivenines.gateway.stream.SinkException;
import io.fivenines.gateway.stream.Trust;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Messages as QoS 1 publishes, each confirmed by the broker's PUBACK. Those of different trackers are on their way
 * together; of one tracker the next is sent when the one before is confirmed, so that whatever happens to one, none
 * behind it overtakes.
 */
final class MqttSink implements Sink {
    private static final long GOODBYE_MS = 500;

    private final MqttSinkConfig config;
    private final MqttClientSslConfig tls;
    private final InstantSource clock;
    private final long timeoutMs;
    private Persistence persistence;
    private Link link;

    MqttSink(MqttSinkConfig config, SinkConfig.Surroundings surroundings) {
        this.config = config;
        clock = surroundings.clock();
        timeoutMs = surroundings.timeout().toMillis();
        tls = config.tls().on() ? tls() : null;
    }

    private MqttClientSslConfig tls() {
        return config.tls().authorities() == null
                ? MqttClientSslConfig.builder().build()
                : MqttClientSslConfig.builder()
                        .trustManagerFactory(Trust.authorities(config.tls().authorities()))
                        .build();
    }

    @Override
    public void deliver(List<Message> messages) throws SinkException, InterruptedException {
        long deadlineMs = clock.millis() + timeoutMs;
        int confirmed = 0;
        boolean well = false;
        try {
            connect(deadlineMs);
            for (CompletableFuture<?> one : publish(messages)) {
                await(one, deadlineMs);
                confirmed++;
            }
            well = true;
        } catch (ExecutionException e) {
            throw failure(e.getCause()).confirmed(confirmed);
        } catch (TimeoutException e) {
            throw SinkException.down("not confirmed in time by " + config.host() + ":" + config.port(), e)
                    .confirmed(confirmed);
        } finally {
            if (!well) {
                // With it goes what is not confirmed: the next delivery must not find it still under way.
                close();
            }
        }
    }

    private void connect(long deadlineMs) throws ExecutionException, TimeoutException, InterruptedException {
        if (link == null) {
            persistence = new Persistence();
            link = config.version() == MqttSinkConfig.Version.V5
                    ? new Link5(config, tls, timeoutMs, persistence)
                    : new Link3(config, tls, timeoutMs, persistence);
            await(link.connect(), deadlineMs);
        }
    }

    private void await(CompletableFuture<?> one, long deadlineMs)
            throws ExecutionException, TimeoutException, InterruptedException {
        one.get(Math.max(1, deadlineMs - clock.millis()), TimeUnit.MILLISECONDS);
    }

    private List<CompletableFuture<?>> publish(List<Message> messages) {
        List<CompletableFuture<?>> sent = new ArrayList<>(messages.size());
        Map<String, CompletableFuture<?>> lastOf = new HashMap<>();
        Link to = link;
        Persistence until = persistence;
        for (Message message : messages) {
            String topic = config.topic().of(message);
            CompletableFuture<?> one = lastOf.compute(
                    message.ident(),
                    (ident, last) -> last == null
                            ? to.publish(topic, message)
                            : last.thenCompose(done -> next(to, until, topic, message)));
            sent.add(one);
        }
        return sent;
    }

    /** What is left of a delivery that was given up is not sent any more. */
    private static CompletableFuture<?> next(Link to, Persistence until, String topic, Message message) {
        return until.isStopped()
                ? CompletableFuture.failedFuture(new IllegalStateException("given up"))
                : to.publish(topic, message);
    }

    private SinkException failure(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        String message = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return isPoison(cause) ? SinkException.poison(message, cause) : SinkException.down(message, cause);
    }

    private static boolean isPoison(Throwable cause) {
        if (cause instanceof Mqtt5PubAckException refusal) {
            Mqtt5PubAckReasonCode reason = refusal.getMqttMessage().getReasonCode();
            return reason == Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID
                    || reason == Mqtt5PubAckReasonCode.TOPIC_NAME_INVALID;
        }
        return cause instanceof MqttEncodeException;
    }

    @Override
    public void close() {
        if (link == null) {
            return;
        }
        persistence.stop();
        CompletableFuture<?> gone = link.disconnect();
        link = null;
        try {
            gone.get(GOODBYE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It was not connected, or the other end does not listen: it is gone in any case.
        }
    }
}
