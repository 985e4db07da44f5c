package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fivenines.coordinator.logging.LogLine;
import io.fivenines.coordinator.web.Audit;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Every act of an operator leaves a line that says who, what, and what came of it. */
class AuditTest {
    private static final String OPERATOR = "operator-0123456789";
    private static final String COMMANDER = "commander-0123456789";

    private final Logger logger = (Logger) LoggerFactory.getLogger(Audit.LOGGER);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        lines.start();
        logger.addAppender(lines);
        desk = new Desk(
                Token.of("ops", OPERATOR, Set.of(Scope.OPERATE)),
                Token.of("fleet", COMMANDER, Set.of(Scope.COMMAND, Scope.READ)));
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        desk.close();
    }

    private void send(String secret, String path, String body) throws Exception {
        desk.send(desk.request(path, "Authorization", "Bearer " + secret).POST(BodyPublishers.ofString(body)));
    }

    private List<String> lines(int count) {
        await().until(() -> lines.list.size() >= count);
        LogLine layout = new LogLine();
        return List.copyOf(lines.list).stream()
                .map(event ->
                        layout.doLayout(event).replaceAll("^.*audit: ", "").strip())
                .toList();
    }

    @Test
    void shouldSayWhoBlockedWhomAndWhy() throws Exception {
        send(OPERATOR, "/v1/blocks", "{\"ident\":\"1\",\"seconds\":60,\"reason\":\"two words\"}");
        assertThat(lines(1))
                .containsExactly("POST who=ops peer=127.0.0.1 status=201 path=/v1/blocks scope=operate ident=1"
                        + " address=\"\" until=2026-11-22T12:01:00Z reason=\"two words\"");
    }

    @Test
    void shouldTellOfWhatWasRefusedToo() throws Exception {
        send(COMMANDER, "/v1/blocks", "{\"ident\":\"1\"}");
        send("nobody", "/v1/blocks", "{\"ident\":\"1\"}");
        assertThat(lines(2))
                .containsExactly(
                        "POST who=fleet peer=127.0.0.1 status=403 path=/v1/blocks scope=operate",
                        "POST who=\"a stranger\" peer=127.0.0.1 status=401 path=/v1/blocks scope=operate");
    }

    @Test
    void shouldNotRepeatWhatACommandSays() throws Exception {
        send(COMMANDER, "/v1/devices/1/commands", "{\"type\":\"text\",\"text\":\"pin 1234\",\"ttl\":60}");
        assertThat(lines(1))
                .containsExactly("POST who=fleet peer=127.0.0.1 status=202 path=/v1/devices/1/commands scope=command"
                        + " command=TEXT");
        desk.get("/v1/status", "Authorization", "Bearer " + COMMANDER);
        assertThat(lines(1)).hasSize(1);
    }

    @Test
    void shouldTellOfWhatProbersDoAllDayOnlyIfItIsRefused() throws Exception {
        String path = "/v1/devices/fivenines-probe-1-1-program-0/commands";
        send(COMMANDER, path, "{\"type\":\"text\",\"text\":\"fivenines-probe\",\"ttl\":60}");
        send(OPERATOR, path, "{\"type\":\"text\",\"text\":\"fivenines-probe\",\"ttl\":60}");
        send(COMMANDER, path, "{\"type\":\"text\",\"text\":\"fivenines-probe\",\"ttl\":61}");
        send(COMMANDER, path, "{\"type\":\"text\",\"text\":\"something else\",\"ttl\":60}");
        send(COMMANDER, "/v1/devices/fivenines-probe-1-1/commands", "{\"type\":\"reboot\",\"ttl\":60}");
        String longer = "POST who=fleet peer=127.0.0.1 status=202 path=" + path + " scope=command command=TEXT";
        assertThat(lines(4))
                .containsExactly(
                        "POST who=ops peer=127.0.0.1 status=403 path=" + path + " scope=command",
                        longer,
                        longer,
                        "POST who=fleet peer=127.0.0.1 status=202 path=/v1/devices/fivenines-probe-1-1/commands"
                                + " scope=command command=REBOOT");
    }
}
