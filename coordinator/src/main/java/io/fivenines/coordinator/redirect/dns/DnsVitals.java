package io.fivenines.coordinator.redirect.dns;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the name server counts. */
final class DnsVitals {
    final Counter.Child udpQueries;
    final Counter.Child tcpQueries;
    final Counter.Child unanswerable;
    final Counter.Child limited;
    final Counter.Child unsent;
    final Counter slipped;
    final Counter refusedConnections;
    final Gauge connections;
    final Gauge planNumber;
    private final Map<ResponseCode, Counter.Child> codes = new EnumMap<>(ResponseCode.class);

    DnsVitals(CollectorRegistry registry) {
        Counter queries = Counter.build("fivenines_dns_queries_total", "Messages received.")
                .labelNames("transport")
                .register(registry);
        udpQueries = queries.labels("udp");
        tcpQueries = queries.labels("tcp");
        Counter responses = Counter.build("fivenines_dns_responses_total", "Answers made, by code.")
                .labelNames("code")
                .register(registry);
        for (ResponseCode code : ResponseCode.values()) {
            codes.put(code, responses.labels(code.name().toLowerCase(Locale.ROOT)));
        }
        Counter dropped = Counter.build(
                        "fivenines_dns_dropped_total",
                        "Messages not answered: no query, above the rate, or not taken by the socket.")
                .labelNames("reason")
                .register(registry);
        unanswerable = dropped.labels("no_query");
        limited = dropped.labels("rate");
        unsent = dropped.labels("unsent");
        slipped = Counter.build(
                        "fivenines_dns_slipped_total", "Answers above the rate that were sent truncated instead.")
                .register(registry);
        refusedConnections = Counter.build(
                        "fivenines_dns_connections_refused_total", "TCP connections closed at once, above a limit.")
                .register(registry);
        connections = Gauge.build("fivenines_dns_connections", "TCP connections open now.")
                .register(registry);
        planNumber = Gauge.build("fivenines_dns_plan_number", "The plan answered from, which is the zones' serial.")
                .register(registry);
    }

    void answered(ResponseCode code) {
        codes.get(code).inc();
    }
}
