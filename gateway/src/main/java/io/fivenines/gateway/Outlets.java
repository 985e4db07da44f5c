package io.fivenines.gateway;

import io.fivenines.coordinator.web.Json;
import io.fivenines.gateway.api.Outlet;
import io.fivenines.gateway.stream.StreamRoom;
import io.fivenines.gateway.stream.StreamStatus;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;

/** Shows the API the streams, of which it knows nothing. */
record Outlets(StreamRoom streams, InstantSource clock) {
    List<Outlet> all() {
        return streams.all().stream().map(this::outlet).toList();
    }

    private Outlet outlet(StreamStatus stream) {
        StreamStatus.Aside aside = stream.aside();
        return new Outlet(
                stream.name(),
                stream.kind(),
                stream.target(),
                new Outlet.Lag(stream.lagRecords(), BigDecimal.valueOf(stream.lagSeconds(clock.millis()))),
                stream.counts().delivered(),
                stream.counts().failed(),
                stream.counts().leftOut(),
                stream.counts().skipped(),
                trouble(stream),
                new Outlet.Aside(
                        aside.messages(), aside.reason(), aside.file().toString(), aside.bytes(), aside.bytesMax()));
    }

    private static Outlet.Trouble trouble(StreamStatus stream) {
        return stream.trouble().isEmpty()
                ? null
                : new Outlet.Trouble(
                        stream.trouble(), Json.seconds(stream.troubleSinceMs()), Json.seconds(stream.nextTryMs()));
    }
}
