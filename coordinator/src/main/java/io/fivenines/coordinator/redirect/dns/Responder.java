package io.fivenines.coordinator.redirect.dns;

import io.netty.buffer.ByteBuf;

/** Answers queries from the catalog it was given last. */
final class Responder {
    static final int TCP_MAX = 65535;

    private final DnsVitals vitals;
    private volatile Catalog catalog;

    Responder(Catalog catalog, DnsVitals vitals) {
        this.catalog = catalog;
        this.vitals = vitals;
    }

    /** From now on it answers from that one; any thread may say so. */
    void use(Catalog next) {
        catalog = next;
    }

    /** The longest answer that may go to that client over UDP. */
    static int udpMax(Query query) {
        return query.edns() == null
                ? ResponseWriter.UDP_PLAIN_MAX
                : Math.min(
                        ResponseWriter.UDP_MAX,
                        Math.max(ResponseWriter.UDP_PLAIN_MAX, query.edns().payloadMax()));
    }

    void answer(Query query, int lengthMax, ByteBuf out) {
        Answer answer = judge(query);
        new ResponseWriter(out, query, lengthMax).write(answer);
        vitals.answered(answer.code());
    }

    private Answer judge(Query query) {
        if (query.complaint() != ResponseCode.NOERROR) {
            return Answer.of(query.complaint());
        }
        if (query.edns() != null && query.edns().version() > 0) {
            return Answer.of(ResponseCode.BADVERS);
        }
        // Clients number their queries at random, which spreads them over the addresses.
        return catalog.answer(query.question(), query.id());
    }
}
