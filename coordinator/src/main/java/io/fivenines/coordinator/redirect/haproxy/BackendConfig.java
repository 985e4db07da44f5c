package io.fivenines.coordinator.redirect.haproxy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A backend of HAProxy's file whose servers are looked after; servers not named here are left alone.
 *
 * @param endpoint if not empty, only servers of the datacenter this endpoint points to get new connections
 */
public record BackendConfig(String name, String endpoint, List<ServerConfig> servers) {
    public BackendConfig {
        HaproxyNames.check("backend", name);
        servers = List.copyOf(servers);
        Set<String> names = new HashSet<>();
        for (ServerConfig server : servers) {
            if (!names.add(server.name())) {
                throw new IllegalArgumentException(
                        "server " + server.name() + " of backend " + name + " is there twice, expected it once");
            }
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("backend " + name + " has no servers, expected at least one");
        }
    }
}
