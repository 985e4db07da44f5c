package io.fivenines.benchmarks.bare;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bare",
        description = {
            "Runs the baseline until it is killed: a Netty server that only answers; or, with --kafka, one that",
            "answers once a plain producer has got each record acknowledged, and does nothing else."
        })
public final class Bare implements Callable<Integer> {
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "5027", description = "port to listen on (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--protocol", defaultValue = "teltonika", description = "teltonika, gt06 or wialon")
    private String protocol;

    @Option(names = "--threads", description = "event loops (as many as processors)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @ArgGroup(exclusive = false)
    private Kafka kafka;

    static final class Kafka {
        @Option(names = "--kafka", required = true, description = "host:port of a broker; teltonika only")
        private String servers;

        @Option(names = "--topic", required = true, description = "the topic to write to")
        private String topic;

        @Option(names = "--like", required = true, description = "a topic whose first record those written look like")
        private String like;

        @Option(names = "--producer", description = "a setting of the producer; may be given several times")
        private Map<String, String> settings = new HashMap<>();
    }

    @Override
    public Integer call() throws InterruptedException {
        return kafka == null ? serve(new BareServer(protocol, host, port, threads)) : keep();
    }

    private int keep() throws InterruptedException {
        BareWire wire = BareWire.of(protocol);
        wire.checkKept();
        Sample sample = Sample.first(kafka.servers, kafka.like);
        try (Producing producing = new Producing(kafka.servers, kafka.topic, kafka.settings, sample)) {
            return serve(new BareServer(host, port, threads, () -> new KeepingLine(wire, producing)));
        }
    }

    private int serve(BareServer made) throws InterruptedException {
        try (BareServer server = made) {
            System.err.println("bare " + protocol + " listens on " + host + ":" + server.port());
            server.await();
        }
        return 0;
    }
}
