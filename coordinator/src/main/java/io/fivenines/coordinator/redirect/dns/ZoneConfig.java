package io.fivenines.coordinator.redirect.dns;

import java.util.List;

/**
 * A zone this server answers for. Every endpoint of the plan below its name is a host of it.
 *
 * @param contact who looks after it, a mail address
 * @param nameServers the first is the one the zone's head names
 */
public record ZoneConfig(String name, String contact, List<NameServerConfig> nameServers) {
    private static final int NAME_SERVERS_MAX = 8;

    public ZoneConfig {
        DomainName.of(name);
        contactName(contact);
        nameServers = List.copyOf(nameServers);
        if (nameServers.isEmpty() || nameServers.size() > NAME_SERVERS_MAX) {
            throw new IllegalArgumentException("nameServers of zone " + name + " are " + nameServers.size()
                    + ", expected 1 to " + NAME_SERVERS_MAX);
        }
    }

    DomainName apex() {
        return DomainName.of(name);
    }

    DomainName contactName() {
        return contactName(contact);
    }

    private static DomainName contactName(String contact) {
        if (!contact.matches("[A-Za-z0-9_-]+@[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("contact '" + contact
                    + "', expected a mail address without dots before the @, like hostmaster@example.com");
        }
        return DomainName.of(contact.replace('@', '.'));
    }
}
