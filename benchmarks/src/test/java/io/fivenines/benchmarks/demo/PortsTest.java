package io.fivenines.benchmarks.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void shouldNameAPortThatIsTaken() throws IOException {
        InetSocketAddress address;
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getByName("127.99.5.1"))) {
            address = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Ports.requireFree(List.of(address), List.of()))
                    .withMessageContaining("TCP 127.99.5.1:" + address.getPort())
                    .withMessageContaining("--net");
        }
        assertThatCode(() -> Ports.requireFree(List.of(address), List.of(address)))
                .doesNotThrowAnyException();
    }
}
