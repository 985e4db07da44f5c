package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Versioned;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the plan as it is, not as some server of ZooKeeper last knew it: what is read here renews a lease. */
final class PlanReader {
    private static final Logger LOG = LoggerFactory.getLogger(PlanReader.class);
    /** One may hang for as long as a session; the next is not to wait for it. */
    private static final int OPEN_MAX = 4;

    private final ClusterLink link;
    private final LongSupplier nanos;
    private final ObjLongConsumer<Plan> reader;
    private final AtomicInteger open = new AtomicInteger();

    /** @param reader told the plan and when it was asked for */
    PlanReader(ClusterLink link, LongSupplier nanos, ObjLongConsumer<Plan> reader) {
        this.link = link;
        this.nanos = nanos;
        this.reader = reader;
    }

    /** Asks for it. */
    void read() {
        if (open.incrementAndGet() > OPEN_MAX) {
            open.decrementAndGet();
            return;
        }
        long askedNanos = nanos.getAsLong();
        link.store()
                .readLatest(link.paths().plan(), Plan.class)
                .thenAccept(found -> reader.accept(found.map(Versioned::record).orElse(Plan.NONE), askedNanos))
                .whenComplete((done, failed) -> {
                    open.decrementAndGet();
                    if (failed != null) {
                        LOG.debug("The plan was not read", failed);
                    }
                });
    }
}
