package io.fivenines.coordinator.redirect.dns;

import io.fivenines.coordinator.cluster.Plan;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the endpoints of a plan are.
 *
 * @param serial the plan's number, 0 before there was any
 * @param complaints about what in the plan is no host name or no address and is left out
 */
record Hosts(long serial, Map<DomainName, List<InetAddress>> addresses, List<String> complaints) {
    private static final int ADDRESSES_MAX = 256;

    static Hosts of(Plan plan) {
        Map<DomainName, List<InetAddress>> hosts = new HashMap<>();
        List<String> complaints = new ArrayList<>();
        plan.endpoints().forEach((name, target) -> {
            try {
                hosts.put(DomainName.of(name), addresses(target.addresses(), complaints));
            } catch (IllegalArgumentException e) {
                complaints.add(e.getMessage());
            }
        });
        return new Hosts(plan.number(), hosts, complaints);
    }

    private static List<InetAddress> addresses(List<String> texts, List<String> complaints) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(IpLiteral.of(text));
            } catch (IllegalArgumentException e) {
                complaints.add(e.getMessage());
            }
        }
        return addresses.stream().distinct().limit(ADDRESSES_MAX).toList();
    }
}
