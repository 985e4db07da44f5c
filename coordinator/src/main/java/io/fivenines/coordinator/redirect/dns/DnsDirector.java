package io.fivenines.coordinator.redirect.dns;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.redirect.PlanFile;
import io.fivenines.coordinator.redirect.TrafficDirector;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the name server answer from the plan, and keeps the plan for the next start. */
final class DnsDirector implements TrafficDirector {
    private static final Logger LOG = LoggerFactory.getLogger(DnsDirector.class);

    private final DnsConfig config;
    private final PlanFile file;
    private final Responder responder;
    private final DnsVitals vitals;
    private volatile Plan obeyed;
    private Plan answered;

    /** @param kept the plan of the file, which is answered from until there is a newer one */
    DnsDirector(DnsConfig config, Plan kept, DnsVitals vitals) {
        this.config = config;
        this.vitals = vitals;
        file = new PlanFile(config.planFile());
        obeyed = kept;
        answered = kept;
        responder = new Responder(catalog(kept), vitals);
    }

    Responder responder() {
        return responder;
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Plan obeyed() {
        return obeyed;
    }

    @Override
    public void obey(Plan plan) throws IOException {
        if (answered.isAfter(plan) || !plan.isAfter(obeyed)) {
            return;
        }
        Plan whole = withoutGaps(plan);
        responder.use(catalog(whole));
        answered = whole;
        // Answered first: a full disk must not keep trackers from a datacenter that works.
        file.write(whole);
        obeyed = whole;
    }

    private Catalog catalog(Plan plan) {
        Hosts hosts = Hosts.of(plan);
        hosts.complaints().forEach(complaint -> LOG.warn("Plan {} is answered without {}", plan.number(), complaint));
        vitals.planNumber.set((double) plan.number());
        return new Catalog(config.zones(), (int) config.ttl().toSeconds(), hosts);
    }

    /** An endpoint that has no address at the moment keeps the former ones: one that may work is better than none. */
    private Plan withoutGaps(Plan plan) {
        Map<String, Target> endpoints = new HashMap<>(plan.endpoints());
        endpoints.replaceAll((name, target) ->
                target.addresses().isEmpty() ? answered.endpoints().getOrDefault(name, target) : target);
        return new Plan(plan.epoch(), plan.number(), plan.addresses(), endpoints, plan.reason(), plan.sinceMs());
    }
}
