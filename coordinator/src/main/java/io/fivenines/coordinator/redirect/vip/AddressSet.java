package io.fivenines.coordinator.redirect.vip;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The virtual addresses an agent may touch; it never touches any other. */
public final class AddressSet {
    private static final int SIZE_MAX = 256;

    private final Map<InetAddress, VirtualAddress> byIp = new LinkedHashMap<>();
    private final List<VirtualAddress> all;

    public AddressSet(List<String> written) {
        for (String text : written) {
            VirtualAddress address = VirtualAddress.of(text);
            if (byIp.put(address.ip(), address) != null) {
                throw new IllegalArgumentException("address " + address + " is there twice, expected it once");
            }
        }
        if (byIp.isEmpty() || byIp.size() > SIZE_MAX) {
            throw new IllegalArgumentException(
                    byIp.size() + " virtual addresses, expected 1 to " + SIZE_MAX + " of them");
        }
        all = List.copyOf(byIp.values());
    }

    /** All, in the order they were written. */
    public List<VirtualAddress> all() {
        return all;
    }

    /** That address, however it is spelt; empty if it is none of these. */
    Optional<VirtualAddress> named(String text) {
        try {
            return Optional.ofNullable(byIp.get(VirtualAddress.literal(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Those of them that are among these. */
    public Set<VirtualAddress> among(Collection<InetAddress> addresses) {
        Set<VirtualAddress> known = new HashSet<>(byIp.values());
        known.removeIf(address -> !addresses.contains(address.ip()));
        return known;
    }

    /** Their names, as records have them. */
    static Set<String> names(Collection<VirtualAddress> addresses) {
        Set<String> names = new TreeSet<>();
        addresses.forEach(address -> names.add(address.text()));
        return names;
    }
}
