package io.fivenines.coordinator.redirect.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All names of one zone; not changed once it is made. */
final class Zone {
    /** Who looks after the zone changes about never. */
    private static final int NAME_SERVER_TTL_SECONDS = 3600;

    private final DomainName apex;
    private final ResourceRecord head;
    private final boolean planned;
    private final Map<DomainName, List<ResourceRecord>> names = new HashMap<>();

    Zone(ZoneConfig config, int ttlSeconds, Hosts hosts) {
        apex = config.apex();
        planned = hosts.serial() > 0;
        DomainName primary = DomainName.of(config.nameServers().get(0).name());
        head = new ResourceRecord(
                apex,
                ttlSeconds,
                new RecordData.Authority(primary, config.contactName(), (int) hosts.serial(), ttlSeconds));
        add(head);
        config.nameServers().forEach(this::addNameServer);
        hosts.addresses().forEach((host, addresses) -> addHost(host, addresses, ttlSeconds));
    }

    private void addNameServer(NameServerConfig server) {
        DomainName host = DomainName.of(server.name());
        add(new ResourceRecord(apex, NAME_SERVER_TTL_SECONDS, new RecordData.NameServer(host)));
        addHost(host, server.addresses().stream().map(IpLiteral::of).toList(), NAME_SERVER_TTL_SECONDS);
    }

    private void addHost(DomainName host, List<InetAddress> addresses, int ttlSeconds) {
        if (host.isWithin(apex)) {
            addresses.forEach(ip -> add(new ResourceRecord(host, ttlSeconds, new RecordData.Address(ip))));
        }
    }

    private void add(ResourceRecord record) {
        names.computeIfAbsent(record.owner(), name -> new ArrayList<>()).add(record);
        // What lies between a name and the zone's exists too, without records.
        for (DomainName name = record.owner(); !name.equals(apex); name = name.parent()) {
            names.computeIfAbsent(name, between -> new ArrayList<>());
        }
    }

    /** @param turn says which of several addresses comes first, as trackers take the first */
    Answer answer(Question question, int turn) {
        List<ResourceRecord> records = names.get(question.name());
        if (records == null) {
            // Before the first plan nobody knows what is not there; another server may.
            return planned ? Answer.absent(ResponseCode.NXDOMAIN, head) : Answer.of(ResponseCode.SERVFAIL);
        }
        if (question.type() == RecordType.ANY) {
            return Answer.found(
                    List.of(new ResourceRecord(question.name(), head.ttlSeconds(), new RecordData.Refusal())),
                    List.of());
        }
        List<ResourceRecord> fitting = fitting(records, question.type());
        if (fitting.isEmpty()) {
            return Answer.absent(ResponseCode.NOERROR, head);
        }
        return Answer.found(turned(fitting, turn), glue(fitting));
    }

    private static List<ResourceRecord> fitting(List<ResourceRecord> records, int type) {
        return records.stream().filter(record -> record.data().type() == type).toList();
    }

    private static List<ResourceRecord> turned(List<ResourceRecord> records, int turn) {
        List<ResourceRecord> turned = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            turned.add(records.get((i + turn) % records.size()));
        }
        return turned;
    }

    /** Where the name servers named are. */
    private List<ResourceRecord> glue(List<ResourceRecord> records) {
        List<ResourceRecord> glue = new ArrayList<>();
        for (ResourceRecord record : records) {
            if (record.data() instanceof RecordData.NameServer server) {
                glue.addAll(names.getOrDefault(server.host(), List.of()));
            }
        }
        return glue;
    }
}
