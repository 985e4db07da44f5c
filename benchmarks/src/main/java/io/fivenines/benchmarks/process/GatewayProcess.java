package io.fivenines.benchmarks.process;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real gateway as a child process. */
public final class GatewayProcess implements AutoCloseable {
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 30;

    private final Child child;
    private final GatewayApi api;
    private final long readyMs;

    private GatewayProcess(Child child, GatewayApi api, long readyMs) {
        this.child = child;
        this.api = api;
        this.readyMs = readyMs;
    }

    /** Returns when it is ready for traffic. */
    public static GatewayProcess start(GatewayHome home, Jvm jvm, List<String> configuration)
            throws IOException, InterruptedException {
        return start(home, jvm, Gateway.class, configuration);
    }

    /** The same with another main class that takes the same arguments. */
    public static GatewayProcess start(GatewayHome home, Jvm jvm, Class<?> main, List<String> configuration)
            throws IOException, InterruptedException {
        String file = home.configuration(configuration).toString();
        long start = System.nanoTime();
        Child child = Child.start(jvm.command(main, List.of("gateway", "-c", file)), home.log());
        GatewayApi api = new GatewayApi(GatewayHome.HOST, home.apiPort());
        long deadline = start + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!api.isReady()) {
            if (!child.isAlive() || System.nanoTime() > deadline) {
                child.close();
                throw new IOException("the gateway did not become ready; its log: " + Files.readString(home.log()));
            }
            Pause.ms(10);
        }
        return new GatewayProcess(child, api, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    public GatewayApi api() {
        return api;
    }

    public Child child() {
        return child;
    }

    /** From the start of the process to the first good answer of /readyz. */
    public long readyMs() {
        return readyMs;
    }

    public void kill() throws InterruptedException {
        child.kill();
    }

    /** SIGTERM; the exit code, -1 if it had to be killed. */
    public int stop() throws InterruptedException {
        return child.terminate(STOP_SECONDS);
    }

    @Override
    public void close() {
        child.close();
    }
}
