package io.fivenines.coordinator.plan;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is configured: what there is to distribute, and what trackers are configured with.
 *
 * @param datacenters by name
 * @param endpoints host name to the datacenters that may serve it, the home first, then its fallbacks in order
 */
public record Layout(SortedMap<String, Site> datacenters, SortedMap<String, List<String>> endpoints) {
    public Layout(Map<String, Site> datacenters, Map<String, List<String>> endpoints) {
        this(new TreeMap<>(datacenters), new TreeMap<>(endpoints));
    }

    public Layout {
        datacenters = Collections.unmodifiableSortedMap(new TreeMap<>(datacenters));
        TreeMap<String, List<String>> orders = new TreeMap<>(endpoints);
        orders.replaceAll((name, order) -> List.copyOf(order));
        endpoints = Collections.unmodifiableSortedMap(orders);
        Set<String> seen = new HashSet<>();
        datacenters.forEach((name, site) -> site.addresses().forEach(address -> {
            if (!seen.add(address)) {
                throw new IllegalArgumentException("address " + address + " of datacenter " + name
                        + " is listed twice, expected each address once in all datacenters");
            }
        }));
        for (Map.Entry<String, List<String>> endpoint : endpoints.entrySet()) {
            checkOrder(endpoint.getKey(), endpoint.getValue(), datacenters);
        }
    }

    private static void checkOrder(String endpoint, List<String> order, Map<String, Site> datacenters) {
        if (order.isEmpty() || new HashSet<>(order).size() != order.size()) {
            throw new IllegalArgumentException(
                    "endpoint " + endpoint + " in " + order + ", expected at least one datacenter, each once");
        }
        for (String datacenter : order) {
            if (!datacenters.containsKey(datacenter)) {
                throw new IllegalArgumentException("endpoint " + endpoint + " in datacenter " + datacenter
                        + ", expected one of " + datacenters.keySet());
            }
        }
        if (datacenters.containsKey(endpoint)) {
            throw new IllegalArgumentException("endpoint " + endpoint + " is named like a datacenter");
        }
    }

    /** The datacenter of each address. */
    public Map<String, String> homes() {
        Map<String, String> homes = new TreeMap<>();
        datacenters.forEach((name, site) -> site.addresses().forEach(address -> homes.put(address, name)));
        return homes;
    }

    /** The datacenters whose addresses agents move: those that have some, and agents. */
    public Set<String> agentSites() {
        Set<String> agentSites = new TreeSet<>();
        datacenters.forEach((name, site) -> {
            if (site.agents() && !site.addresses().isEmpty()) {
                agentSites.add(name);
            }
        });
        return agentSites;
    }

    /** The datacenter that address belongs to; null if it is not configured any more. */
    String datacenterOf(String address) {
        for (Map.Entry<String, Site> site : datacenters.entrySet()) {
            if (site.getValue().addresses().contains(address)) {
                return site.getKey();
            }
        }
        return null;
    }

    /**
     * A datacenter.
     *
     * @param addresses the virtual ones its nodes share
     * @param agents whether an agent on each host takes and gives up addresses; without one a node gets none then
     */
    public record Site(List<String> addresses, boolean agents) {
        public Site {
            addresses = List.copyOf(addresses);
        }
    }
}
