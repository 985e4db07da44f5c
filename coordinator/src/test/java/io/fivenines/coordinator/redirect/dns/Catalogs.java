package io.fivenines.coordinator.redirect.dns;

import io.fivenines.coordinator.cluster.Plan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.prometheus.client.CollectorRegistry;
import java.util.List;

/** Responders without sockets. */
final class Catalogs {
    private Catalogs() {}

    static Responder responder(CollectorRegistry registry, Plan plan) {
        return new Responder(new Catalog(List.of(Servers.ZONE), 5, Hosts.of(plan)), new DnsVitals(registry));
    }

    static ByteBuf buffer(String hex) {
        return Unpooled.wrappedBuffer(Wire.bytes(hex));
    }

    /** The bytes of the answer over UDP, which the caller releases. */
    static ByteBuf answer(Responder responder, String hex) {
        Query query = QueryReader.read(buffer(hex));
        ByteBuf out = Unpooled.buffer();
        responder.answer(query, Responder.udpMax(query), out);
        return out;
    }
}
