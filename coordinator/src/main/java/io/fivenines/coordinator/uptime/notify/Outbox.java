package io.fivenines.coordinator.uptime.notify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages on a thread for each channel, so that a slow one does not hold up another: some an hour at most, each
 * tried again if it is not taken.
 */
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final long HOUR_MS = 3_600_000;
    private static final int[] AGAIN_AFTER_SECONDS = {5, 30, 120};

    private final int hourlyMax;
    private final LongSupplier nowMs;
    private final Map<Channel, Lane> lanes = new LinkedHashMap<>();

    /** @param nowMs only counts up */
    public Outbox(List<Channel> channels, int hourlyMax, LongSupplier nowMs) {
        this.hourlyMax = hourlyMax;
        this.nowMs = nowMs;
        channels.forEach(channel -> lanes.put(channel, new Lane(channel)));
    }

    /** Has it sent by every channel, soon. */
    public void send(Message message) {
        lanes.values().forEach(lane -> lane.offer(message));
    }

    /** Sends at once and once, by every channel; for each what went wrong, "" if nothing did. */
    public Map<String, String> sendNow(Message message) {
        Map<String, String> outcome = new LinkedHashMap<>();
        for (Channel channel : lanes.keySet()) {
            try {
                channel.send(message);
                outcome.put(channel.name(), "");
            } catch (IOException e) {
                outcome.put(channel.name(), e.getMessage());
            }
        }
        return outcome;
    }

    /** One channel's. */
    private final class Lane {
        private final Channel channel;
        private final ScheduledExecutorService thread;
        private final Deque<Long> sentMs = new ArrayDeque<>();
        private int suppressed;

        private Lane(Channel channel) {
            this.channel = channel;
            thread = new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread made = new Thread(task, "notify-" + channel.name());
                        made.setDaemon(true);
                        return made;
                    },
                    new ThreadPoolExecutor.DiscardPolicy());
        }

        private synchronized void offer(Message message) {
            long now = nowMs.getAsLong();
            while (!sentMs.isEmpty() && now - sentMs.peek() >= HOUR_MS) {
                sentMs.poll();
            }
            if (sentMs.size() >= hourlyMax) {
                suppressed++;
                LOG.atWarn()
                        .addKeyValue("channel", channel.name())
                        .addKeyValue("suppressed", suppressed)
                        .log("Not told, as that would be too much for an hour: {}", message.title());
                return;
            }
            sentMs.add(now);
            Message told = withSuppressed(message);
            suppressed = 0;
            thread.execute(() -> attempt(told, 0));
        }

        private Message withSuppressed(Message message) {
            if (suppressed == 0) {
                return message;
            }
            List<String> reasons = new ArrayList<>(message.reasons());
            reasons.add(suppressed + " messages before this one were not sent, as they would have been too many");
            return new Message(
                    message.kind(),
                    message.incident(),
                    message.subject(),
                    message.fromMs(),
                    message.toMs(),
                    message.seconds(),
                    reasons);
        }

        private void attempt(Message message, int failed) {
            try {
                channel.send(message);
                LOG.atInfo().addKeyValue("channel", channel.name()).log("Told: {}", message.title());
            } catch (IOException | RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("channel", channel.name())
                        .addKeyValue("attempt", failed + 1)
                        .log("Not told: {}: {}", message.title(), e.getMessage());
                if (failed < AGAIN_AFTER_SECONDS.length) {
                    thread.schedule(() -> attempt(message, failed + 1), AGAIN_AFTER_SECONDS[failed], TimeUnit.SECONDS);
                }
            }
        }
    }

    @Override
    public void close() {
        lanes.values().forEach(lane -> lane.thread.shutdownNow());
    }
}
