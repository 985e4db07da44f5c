package io.fivenines.gateway.accept;

import java.util.List;

/** Virtual addresses of this machine alone that the node listens on while the cluster's plan gives them to it. */
public record LoopbackConfig(List<String> addresses) {
    private static final int SIZE_MAX = 256;

    public LoopbackConfig {
        addresses = List.copyOf(addresses);
        if (addresses.size() > SIZE_MAX) {
            throw new IllegalArgumentException(
                    "loopbackAddresses has " + addresses.size() + ", expected at most " + SIZE_MAX);
        }
        for (String address : addresses) {
            if (!address.matches("127(\\.(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}")) {
                throw new IllegalArgumentException(
                        "loopbackAddresses has '" + address + "', expected addresses of 127.0.0.0/8");
            }
        }
    }
}
