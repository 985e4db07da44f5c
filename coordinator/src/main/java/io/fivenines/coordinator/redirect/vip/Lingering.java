package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of addresses handed over to another host. A tracker whose record this host's kernel has confirmed does
 * not send it again, and would wait in vain for what it is owed; packets come here until the neighbours know better:
 *
 * <pre>
 * at once    off the interface; what comes is taken, and what is owed can be sent. A connection over which the tracker
 *            sends more is reset by the other host, and the tracker comes back to that one
 * thrice     who waits to be read is hung up on: the gateway here stands still
 * at last    forgotten
 * </pre>
 */
final class Lingering {
    private static final Logger LOG = LoggerFactory.getLogger(Lingering.class);
    /** Only who was there and unread at the look before is hung up on. */
    private static final long[] LOOKED_MS = {250, 500, 1000};

    private final Hands hands;
    private final Executor beside;
    private final long lingerMs;
    private final Map<VirtualAddress, Long> sinceMs = new HashMap<>();
    private final Map<VirtualAddress, Integer> looked = new HashMap<>();

    /** @param beside for what takes its time */
    Lingering(Hands hands, Executor beside) {
        this.hands = hands;
        this.beside = beside;
        lingerMs = hands.linger().toMillis();
    }

    void handOver(List<VirtualAddress> given, long nowMs) throws IOException {
        if (lingerMs == 0) {
            hands.giveUp(given);
            return;
        }
        for (VirtualAddress address : given) {
            sinceMs.put(address, nowMs);
            looked.put(address, 0);
        }
        hands.handOver(given);
    }

    /** To be told before this host gets some of them back. */
    void forget(List<VirtualAddress> addresses) throws IOException {
        List<VirtualAddress> lingering =
                addresses.stream().filter(sinceMs::containsKey).toList();
        if (!lingering.isEmpty()) {
            sinceMs.keySet().removeAll(lingering);
            hands.forget(lingering);
        }
    }

    void forgetAll() throws IOException {
        forget(new ArrayList<>(sinceMs.keySet()));
    }

    /** To be told often what time it is. */
    void keep(long nowMs) throws IOException {
        List<VirtualAddress> due = new ArrayList<>();
        List<VirtualAddress> over = new ArrayList<>();
        sinceMs.forEach((address, since) -> {
            int times = looked.get(address);
            if (nowMs - since >= lingerMs) {
                over.add(address);
            } else if (times < LOOKED_MS.length && nowMs - since >= LOOKED_MS[times]) {
                looked.put(address, times + 1);
                due.add(address);
            }
        });
        forget(over);
        if (!due.isEmpty()) {
            beside.execute(() -> hangUp(due));
        }
    }

    private void hangUp(List<VirtualAddress> due) {
        try {
            hands.hangUp(due);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("addresses", due).log("Whoever waits there goes on waiting: {}", e.getMessage());
        }
    }
}
