package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlocksTest {
    private static final String SECRET = "operator-0123456789";
    private static final Token OPS = Token.of("ops", SECRET, Set.of(Scope.OPERATE, Scope.READ));
    private static final Token READER = Token.of("reader", "reader-0123456789", Set.of(Scope.READ));

    private static HttpResponse<String> post(Desk desk, String secret, String body) throws Exception {
        return desk.send(
                desk.request("/v1/blocks", "Authorization", "Bearer " + secret).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void shouldKeepWhoBlockedWhomUntilWhen() throws Exception {
        try (Desk desk = new Desk(OPS, READER)) {
            HttpResponse<String> made = post(desk, SECRET, "{\"address\":\"192.0.2.0/24\",\"seconds\":60}");
            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(desk.blocks.all())
                    .containsExactly(new Blocked("b1", "", "192.0.2.0/24", "ops", "", Desk.NOW_MS + 60_000));
            assertThat(post(desk, "reader-0123456789", "{\"ident\":\"1\"}").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        try (Desk desk = new Desk(OPS)) {
            assertThat(post(desk, SECRET, "{}").body()).contains("both or neither", "one of them");
            assertThat(post(desk, SECRET, "{\"ident\":\"1\",\"seconds\":1}").body())
                    .contains("10 to 31622400");
            assertThat(post(desk, SECRET, "{\"indent\":\"1\"}").body()).contains("the body is no block");
            assertThat(post(desk, SECRET, "null").statusCode()).isEqualTo(400);
            desk.blocks.broken = true;
            HttpResponse<String> unrecorded = post(desk, SECRET, "{\"ident\":\"1\"}");
            assertThat(unrecorded.statusCode()).isEqualTo(503);
            assertThat(unrecorded.body()).contains("No space left on device");
            assertThat(desk.send(desk.request("/v1/blocks/b9", "Authorization", "Bearer " + SECRET)
                                    .DELETE())
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
