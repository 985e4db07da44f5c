package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.plan.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the cluster consists of. Machines are numbered: hosts, then a coordinator a site, then a ZooKeeper server a
 * site. The sites are the datacenters and, last, the witness.
 *
 * @param hosts of the datacenters in turn
 */
record Topology(List<NodeId> hosts, List<String> addresses, List<String> sites, Layout layout) {
    static final int DATACENTERS = 2;
    static final int ADDRESSES_EACH = 2;

    static Topology of(int hostsEach) {
        List<NodeId> hosts = new ArrayList<>();
        List<String> sites = List.of("eu", "ru", "witness");
        List<String> addresses = new ArrayList<>();
        for (int dc = 0; dc < DATACENTERS; dc++) {
            for (int i = 0; i < hostsEach; i++) {
                hosts.add(new NodeId(sites.get(dc), "gw-" + (i + 1)));
            }
            for (int i = 0; i < ADDRESSES_EACH; i++) {
                addresses.add("10.0." + dc + "." + (i + 1));
            }
        }
        Layout layout = new Layout(
                Map.of(
                        "eu", new Layout.Site(addresses.subList(0, ADDRESSES_EACH), true),
                        "ru", new Layout.Site(addresses.subList(ADDRESSES_EACH, 2 * ADDRESSES_EACH), true)),
                Map.of("eu.gw", List.of("eu", "ru"), "ru.gw", List.of("ru", "eu")));
        return new Topology(List.copyOf(hosts), List.copyOf(addresses), sites, layout);
    }

    List<String> addressesOf(int dc) {
        return addresses.subList(dc * ADDRESSES_EACH, (dc + 1) * ADDRESSES_EACH);
    }

    int[] siteOfMachines() {
        int[] siteOf = new int[hosts.size() + 2 * sites.size()];
        for (int host = 0; host < hosts.size(); host++) {
            siteOf[host] = datacenterOfHost(host);
        }
        for (int site = 0; site < sites.size(); site++) {
            siteOf[coordinator(site)] = site;
            siteOf[server(site)] = site;
        }
        return siteOf;
    }

    int coordinator(int site) {
        return hosts.size() + site;
    }

    int server(int site) {
        return hosts.size() + sites.size() + site;
    }

    int datacenterOfHost(int host) {
        return host / (hosts.size() / DATACENTERS);
    }

    int datacenterOfAddress(int address) {
        return address / ADDRESSES_EACH;
    }
}
