package io.fivenines.coordinator.redirect.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerStateTest {
    private static final String HEAD = "1\n# be_name srv_name srv_op_state srv_admin_state srv_uweight\n";

    @Test
    void shouldReadModesWhateverElseIsSaid() throws Exception {
        assertThat(ServerState.read(HEAD + "t a 2 0 100\nt b 0 1 7\nt c 2 8 1\nt d 0 9 1\nt e 0 6 1\nt f 3 0 1\n\n"))
                .containsEntry("a", new ServerState(ServerMode.READY, true, 100))
                .containsEntry("b", new ServerState(ServerMode.MAINT, false, 7))
                .containsEntry("c", new ServerState(ServerMode.DRAIN, true, 1))
                .containsEntry("d", new ServerState(ServerMode.MAINT, false, 1))
                .containsEntry("e", new ServerState(ServerMode.READY, false, 1))
                .containsEntry("f", new ServerState(ServerMode.READY, false, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Can't find backend.\n", "1\n", "1\nno columns\n", HEAD + "t a 2\n", HEAD + "t a x 0 1\n"})
    void shouldSayWhatHaproxySaysInstead(String said) {
        assertThatThrownBy(() -> ServerState.read(said))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HAProxy");
    }
}
