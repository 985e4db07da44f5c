package io.fivenines.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiClientTest {
    private static final Path FILE = Path.of("/root/ops.token");

    /** The exceptions are made here: whoever runs the tests may read everything. */
    @Test
    void shouldSayWhatIsWrongWithATokenFile() {
        assertThat(ApiClient.unreadable(FILE, new AccessDeniedException("/root/ops.token")))
                .hasMessage("token file /root/ops.token may not be read by this user, expected the right to (root, or"
                        + " the group fivenines)");
        assertThat(ApiClient.unreadable(FILE, new NoSuchFileException("/root/ops.token")))
                .hasMessage("there is no token file /root/ops.token");
        assertThat(ApiClient.unreadable(FILE, new IOException("Is a directory")))
                .hasMessage("token file /root/ops.token: Is a directory");
    }
}
