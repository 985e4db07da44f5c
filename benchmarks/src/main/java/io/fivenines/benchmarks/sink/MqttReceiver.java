package io.fivenines.benchmarks.sink;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.GatewayHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A mosquitto that keeps what it confirmed over a restart, and a subscriber. It is ended by SIGTERM: killed, it loses
 * what it confirmed and had not saved, which is its promise to keep and not the stream's.
 */
public final class MqttReceiver implements Receiver {
    private static final String PROGRAM = "/usr/sbin/mosquitto";
    private static final int STOP_SECONDS = 10;

    private final Delivered delivered = new Delivered();
    private final Path folder;
    private final int port;
    private final Mqtt5AsyncClient subscriber;
    private Child broker;

    /** In a folder inside that one. */
    public MqttReceiver(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new IOException(PROGRAM + " is not there, expected the package mosquitto");
        }
        this.folder = Files.createDirectory(folder.resolve("mosquitto"));
        port = GatewayHome.freePort();
        Files.writeString(
                this.folder.resolve("mosquitto.conf"),
                String.join(
                        "\n",
                        "listener " + port + " " + GatewayHome.HOST,
                        "allow_anonymous true",
                        "user root",
                        "persistence true",
                        "persistence_location " + this.folder + "/",
                        "max_queued_messages 0",
                        ""));
        restart();
        subscriber = Mqtt5Client.builder()
                .identifier("consumer")
                .serverHost(GatewayHome.HOST)
                .serverPort(port)
                .automaticReconnect()
                .initialDelay(100, TimeUnit.MILLISECONDS)
                .maxDelay(1, TimeUnit.SECONDS)
                .applyAutomaticReconnect()
                .buildAsync();
        subscribe();
    }

    private void subscribe() throws InterruptedException {
        Pause.until(this::connects, STOP_SECONDS);
        subscriber
                .subscribeWith()
                .topicFilter("fivenines/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(publish -> take(publish.getPayloadAsBytes()))
                .send()
                .join();
    }

    private boolean connects() {
        subscriber
                .connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(TimeUnit.HOURS.toSeconds(1))
                .send()
                .join();
        return true;
    }

    private void take(byte[] json) {
        try {
            delivered.take(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] configuration() {
        return new String[] {"    kind: mqtt", "    mqtt: {host: " + GatewayHome.HOST + ", port: " + port + "}"};
    }

    @Override
    public void kill() throws InterruptedException {
        broker.terminate(STOP_SECONDS);
    }

    @Override
    public void restart() throws IOException {
        String file = folder.resolve("mosquitto.conf").toString();
        broker = Child.start(List.of(PROGRAM, "-c", file), folder.resolve("mosquitto.log"));
    }

    @Override
    public Delivered delivered() throws InterruptedException {
        // The broker confirms before its subscriber has it: as long as more comes there may be more.
        int before = -1;
        while (delivered.count() > before) {
            before = delivered.count();
            Pause.ms(2_000);
        }
        return delivered;
    }

    @Override
    public void close() {
        subscriber.disconnect();
        broker.close();
    }
}
