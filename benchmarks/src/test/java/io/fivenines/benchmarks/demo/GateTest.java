package io.fivenines.benchmarks.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Transport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("try") // those that are closed on purpose
class GateTest {
    private final EventLoopGroup loops = Transport.best().loops(1);
    private final EventLoop loop = loops.next();
    private ServerSocket inside;
    private InetSocketAddress outside;
    private Gate gate;

    @BeforeEach
    void begin() throws IOException {
        inside = new ServerSocket(0, 5, InetAddress.getByName("127.99.5.2"));
        inside.setSoTimeout(20_000);
        try (ServerSocket free = new ServerSocket(0, 5, InetAddress.getByName("127.99.5.3"))) {
            outside = (InetSocketAddress) free.getLocalSocketAddress();
        }
        gate = new Gate(loop, Transport.best(), outside, (InetSocketAddress) inside.getLocalSocketAddress());
    }

    @AfterEach
    void end() throws IOException {
        onLoop(() -> {
            gate.close();
            return null;
        });
        inside.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private <T> T onLoop(Callable<T> task) {
        return loop.submit(task).syncUninterruptibly().getNow();
    }

    private void follow(InetSocketAddress... listening) {
        onLoop(() -> {
            gate.follow(Set.of(listening));
            return null;
        });
        // It binds in a task of its own, which this one comes after.
        onLoop(() -> null);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(outside, 2_000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void shouldAnswerWhileTheInsideDoes() throws IOException {
        assertThatThrownBy(this::connect).hasMessageContaining("refused");
        follow((InetSocketAddress) inside.getLocalSocketAddress());
        try (Socket tracker = connect();
                Socket gateway = inside.accept()) {
            tracker.getOutputStream().write(7);
            assertThat(gateway.getInputStream().read()).isEqualTo(7);
            gateway.getOutputStream().write(9);
            assertThat(tracker.getInputStream().read()).isEqualTo(9);
            follow();
            assertThatThrownBy(this::connect).hasMessageContaining("refused");
            gateway.close();
            assertThat(tracker.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldShutWhenItFindsNobodyInside() throws Exception {
        follow((InetSocketAddress) inside.getLocalSocketAddress());
        inside.close();
        assertThatThrownBy(() -> {
                    // The reset may come before connect() has returned: then it is what connect() throws.
                    try (Socket tracker = connect()) {
                        if (tracker.getInputStream().read() == -1) {
                            throw new IOException("ended");
                        }
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(Pause.until(() -> onLoop(gate::isShut), 20)).isTrue();
    }

    @Test
    void shouldBeSilentWhileItIsCut() throws Exception {
        follow((InetSocketAddress) inside.getLocalSocketAddress());
        try (Socket tracker = connect();
                Socket gateway = inside.accept()) {
            cut();
            tracker.getOutputStream().write(7);
            gateway.setSoTimeout(200);
            assertThatThrownBy(gateway.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);
            tracker.close();
            assertThat(Pause.until(() -> onLoop(gate::passages).isEmpty(), 20)).isTrue();
            onLoop(() -> {
                gate.mend();
                return null;
            });
            follow((InetSocketAddress) inside.getLocalSocketAddress());
            try (Socket other = connect();
                    Socket continued = inside.accept()) {
                other.getOutputStream().write(8);
                assertThat(continued.getInputStream().read()).isEqualTo(8);
            }
        }
    }

    private void cut() {
        onLoop(() -> {
            gate.cut();
            return null;
        });
    }
}
