package io.fivenines.coordinator.redirect.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All zones with the endpoints of one plan; not changed once it is made. */
final class Catalog {
    private final Map<DomainName, Zone> zones = new HashMap<>();

    Catalog(List<ZoneConfig> configs, int ttlSeconds, Hosts hosts) {
        configs.forEach(config -> zones.put(config.apex(), new Zone(config, ttlSeconds, hosts)));
    }

    /** @param turn says which of several addresses comes first */
    Answer answer(Question question, int turn) {
        if (RecordType.isForeignMeta(question.type())) {
            return Answer.of(ResponseCode.NOTIMP);
        }
        Zone zone = zone(question.name());
        if (zone == null || question.classNumber() != RecordType.CLASS_IN || RecordType.isTransfer(question.type())) {
            return Answer.of(ResponseCode.REFUSED);
        }
        return zone.answer(question, turn);
    }

    /** The nearest one around that name; null if there is none. */
    private Zone zone(DomainName asked) {
        for (DomainName name = asked; !name.isRoot(); name = name.parent()) {
            Zone zone = zones.get(name);
            if (zone != null) {
                return zone;
            }
        }
        return null;
    }
}
