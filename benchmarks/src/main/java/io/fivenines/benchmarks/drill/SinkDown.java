package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.sink.FileReceiver;
import io.fivenines.benchmarks.sink.HttpReceiver;
import io.fivenines.benchmarks.sink.KafkaReceiver;
import io.fivenines.benchmarks.sink.MqttReceiver;
import io.fivenines.benchmarks.sink.Receiver;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sink-down",
        description = {
            "Takes a stream's sink away under load, and brings it back. mqtt needs mosquitto, file needs root.",
            "Passes if the gateway stays ready meanwhile, the lag comes back to zero, and the sink's consumer was",
            "given every acknowledged record, each tracker's in order; repeats are counted with and without message.id."
        })
public final class SinkDown implements Callable<Integer> {
    private static final int LIFE_MS = 5_000;
    private static final int CATCH_UP_SECONDS_MAX = 300;
    private static final String LAG = "fivenines_stream_lag_records";

    @Mixin
    private DrillOptions options;

    @Option(names = "--kind", defaultValue = "http", description = "http, mqtt, kafka or file (${DEFAULT-VALUE})")
    private Kind kind;

    @Option(names = "--hold", defaultValue = "300", description = "seconds the sink is away (${DEFAULT-VALUE})")
    private int holdSeconds;

    private final Report outage = new Report();

    /** Of a sink. */
    enum Kind {
        http,
        mqtt,
        kafka,
        file
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (GatewayHome home = GatewayHome.create(options.protocol());
                Receiver receiver = receiver(home);
                Stage stage = new Stage(options.standard(200, 2), home)) {
            stage.configure("streams:", "  - name: out", "    retry: {max: 5s}").configure(receiver.configuration());
            stage.raise().open();
            Pause.ms(LIFE_MS);
            boolean borne = takeAway(stage, receiver);
            Pause.ms(LIFE_MS);
            Conclusion end = stage.conclude("sink-down", 1);
            // The lag is looked up once a second.
            Pause.ms(2_000);
            boolean caughtUp = caughtUp(stage.gateway().api());
            end.report().put("kind", kind.name()).putAll("outage", outage);
            return end.print(receiver.delivered(), borne && caughtUp);
        }
    }

    private Receiver receiver(GatewayHome home) throws IOException, InterruptedException {
        return switch (kind) {
            case http -> new HttpReceiver();
            case mqtt -> new MqttReceiver(home.folder());
            case kafka -> new KafkaReceiver(home.folder());
            case file -> new FileReceiver(home.folder());
        };
    }

    private boolean takeAway(Stage stage, Receiver receiver) throws IOException, InterruptedException {
        GatewayApi api = stage.gateway().api();
        receiver.kill();
        Stage.say("the sink is away for %d s", holdSeconds);
        Pause.ms(holdSeconds * 1_000L);
        double lag = api.metric(LAG);
        boolean noticed = api.get("/v1/status").text().contains("\"stream out\"");
        boolean ready = api.isReady();
        receiver.restart();
        long start = System.nanoTime();
        // Under load it never stays at zero: what comes in within a second or two is on its way.
        boolean near = Pause.until(() -> lag(api) < 4 * options.connections(), CATCH_UP_SECONDS_MAX);
        Stage.say("the sink is back; it was %,.0f records behind", lag);
        outage.put("seconds", holdSeconds)
                .put("lag_records_max", (long) lag)
                .put("noticed", noticed)
                .put("ready", ready)
                .put("catch_up_s", (System.nanoTime() - start) / 1e9);
        return ready && noticed && near;
    }

    private boolean caughtUp(GatewayApi api) throws InterruptedException {
        return Pause.until(() -> lag(api) == 0, CATCH_UP_SECONDS_MAX);
    }

    private static double lag(GatewayApi api) {
        try {
            return api.metric(LAG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.MAX_VALUE;
        }
    }
}
