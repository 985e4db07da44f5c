package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackHandsTest {
    private static final AddressSet ADDRESSES = new AddressSet(List.of("127.99.4.60", "127.99.4.61"));

    @TempDir
    private Path folder;

    @Test
    void shouldFindWhatTheGatewaysProcessListensOn() throws IOException {
        Path file = folder.resolve("gateway.pid");
        LoopbackHands hands = new LoopbackHands(ADDRESSES, file, 0);
        assertThat(hands.found()).as("no gateway has run yet").isEmpty();
        Files.writeString(file, ProcessHandle.current().pid() + "\n");
        assertThat(hands.found()).isEmpty();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.99.4.61"))) {
            assertThat(hands.found()).containsExactly(VirtualAddress.of("127.99.4.61"));
            assertThat(hands.answered(VirtualAddress.of("127.99.4.61")))
                    .as("it is the gateway itself on port %d", socket.getLocalPort())
                    .contains(false);
            Files.writeString(file, "1");
            assertThat(hands.answered(VirtualAddress.of("127.99.4.61"))).contains(true);
        }
        assertThat(hands.found()).isEmpty();
    }

    @Test
    void shouldTakeNoNoticeOfWhatIsNoGateways() throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.pid"), "1");
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.99.4.60"))) {
            VirtualAddress address = VirtualAddress.of("127.99.4.60");
            assertThat(new LoopbackHands(ADDRESSES, file, socket.getLocalPort()).answered(address))
                    .contains(true);
            assertThat(new LoopbackHands(ADDRESSES, file, socket.getLocalPort() + 1).answered(address))
                    .contains(false);
        }
    }

    @Test
    void shouldRefuseAddressesOfOtherMachines() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoopbackHands(new AddressSet(List.of("10.0.0.1")), folder, 0))
                .withMessageContaining("expected one of 127.0.0.0/8");
    }
}
