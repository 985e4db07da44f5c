package io.fivenines.benchmarks.bare;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "bare", description = "Runs the baseline: a Netty server that only answers, until it is killed.")
public final class Bare implements Callable<Integer> {
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "5027", description = "port to listen on (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--protocol", defaultValue = "teltonika", description = "teltonika, gt06 or wialon")
    private String protocol;

    @Option(names = "--threads", description = "event loops (as many as processors)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws InterruptedException {
        try (BareServer server = new BareServer(protocol, host, port, threads)) {
            System.err.println("bare " + protocol + " listens on " + host + ":" + server.port());
            server.await();
        }
        return 0;
    }
}
