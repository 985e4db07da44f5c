package io.fivenines.coordinator.uptime.notify;

import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.WebServer;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The test button: has every channel send something, and says what became of it. */
public final class NotifyRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyRoutes.class);

    private final Outbox outbox;
    private final InstantSource clock;

    public NotifyRoutes(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(new Route(HandlerType.POST, "/v1/uptime/notify/test", Scope.OPERATE, this::test));
    }

    private void test(Context ctx) {
        Query.none(ctx);
        LOG.atInfo()
                .addKeyValue("who", WebServer.who(ctx))
                .addKeyValue("peer", ctx.ip())
                .log("A test of the notifications");
        Map<String, String> outcome = outbox.sendNow(Message.test(clock.millis()));
        boolean all = outcome.values().stream().allMatch(String::isEmpty);
        ctx.status(all ? 200 : 502);
        Json.answer(ctx, Map.of("channels", outcome));
    }
}
