package io.fivenines.coordinator.redirect.exec;

import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One thing that a plan has otherwise than what was done before it, as the command reads it.
 *
 * @param subject the virtual address, or the endpoint's host name
 * @param kind {@code address} or {@code endpoint}
 * @param from the node or datacenter it belonged to; null if none
 * @param to the one it belongs to now; null if none
 * @param addresses of an endpoint now
 * @param reason of the plan's newest step
 * @param id the same whenever the same change is tried again
 */
record Change(
        String subject,
        String kind,
        String from,
        String to,
        List<String> addresses,
        String reason,
        long epoch,
        long number,
        String id) {
    private static final String ADDRESS = "address";
    private static final String ENDPOINT = "endpoint";

    /** What is to be done; where an address's former owner is all that differs, nothing is. */
    static List<Change> between(Plan done, Plan plan) {
        List<Change> changes = new ArrayList<>();
        for (String address : different(done.addresses(), plan.addresses(), Change::owner)) {
            String from = owner(done.addresses().get(address));
            String to = owner(plan.addresses().get(address));
            changes.add(of(plan, address, ADDRESS, from, to, List.of()));
        }
        for (String endpoint : different(done.endpoints(), plan.endpoints(), Function.identity())) {
            Target from = done.endpoints().get(endpoint);
            Target to = plan.endpoints().get(endpoint);
            List<String> addresses = to == null ? List.of() : to.addresses();
            changes.add(of(plan, endpoint, ENDPOINT, datacenter(from), datacenter(to), addresses));
        }
        return changes;
    }

    private static Change of(Plan plan, String subject, String kind, String from, String to, List<String> addresses) {
        String id = plan.epoch() + "-" + plan.number() + "-" + subject;
        return new Change(subject, kind, from, to, addresses, plan.reason(), plan.epoch(), plan.number(), id);
    }

    private static String owner(Ownership ownership) {
        return ownership == null || ownership.owner() == null
                ? null
                : ownership.owner().toString();
    }

    private static String datacenter(Target target) {
        return target == null ? null : target.datacenter();
    }

    private static <T> TreeSet<String> different(
            Map<String, T> one, Map<String, T> other, Function<? super T, ?> what) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(what.apply(one.get(name)), what.apply(other.get(name))));
        return names;
    }

    /** What is done with this change done too: all before the plan, which stays to be obeyed as others may be left. */
    Plan appliedTo(Plan done, Plan plan) {
        boolean address = kind.equals(ADDRESS);
        return new Plan(
                plan.epoch(),
                plan.number() - 1,
                address ? withEntry(done.addresses(), plan.addresses()) : done.addresses(),
                address ? done.endpoints() : withEntry(done.endpoints(), plan.endpoints()),
                done.reason(),
                done.sinceMs());
    }

    private <T> Map<String, T> withEntry(Map<String, T> done, Map<String, T> wanted) {
        Map<String, T> entries = new HashMap<>(done);
        if (wanted.containsKey(subject)) {
            entries.put(subject, wanted.get(subject));
        } else {
            entries.remove(subject);
        }
        return entries;
    }
}
