package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Benchmarks;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.process.Jvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A server to be measured: the gateway or the baseline, each a process of its own with the same JVM. */
record Contender(String name, Child child, int port) implements AutoCloseable {
    private static final int LISTEN_SECONDS = 30;

    static Contender gateway(GatewayHome home, Jvm jvm) throws IOException, InterruptedException {
        return new Contender(
                "gateway", GatewayProcess.start(home, jvm, List.of()).child(), home.port());
    }

    static Contender bare(GatewayHome home, Jvm jvm) throws IOException, InterruptedException {
        int port = GatewayHome.freePort();
        List<String> arguments = List.of("bare", "--port", Integer.toString(port), "--protocol", home.protocol());
        Child child = Child.start(
                jvm.command(Benchmarks.class, arguments), home.folder().resolve("bare.log"));
        if (!Pause.until(() -> listens(port), LISTEN_SECONDS)) {
            child.close();
            throw new IOException("the baseline does not listen on " + port + " after " + LISTEN_SECONDS + " s");
        }
        return new Contender("bare", child, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
