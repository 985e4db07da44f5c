package io.fivenines.gateway.stream.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Messages;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig.Surroundings;
import io.fivenines.gateway.stream.SinkException;
import io.fivenines.gateway.stream.mqtt.MqttSinkConfig.Login;
import io.fivenines.gateway.stream.mqtt.MqttSinkConfig.Tls;
import io.fivenines.gateway.stream.mqtt.MqttSinkConfig.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real mosquitto; skipped where there is none. */
@Timeout(60)
class MqttSinkTest {
    private static final Login NOBODY = new Login("", "");

    @TempDir
    Path folder;

    private final List<Mqtt5Publish> received = new CopyOnWriteArrayList<>();
    private Mosquitto broker;
    private Mqtt5AsyncClient subscriber;

    @BeforeEach
    void startBroker() throws IOException {
        assumeTrue(Files.isExecutable(Mosquitto.PROGRAM), "there is no mosquitto here");
        broker = new Mosquitto(folder, "allow_anonymous true");
        subscriber = Mqtt5Client.builder()
                .identifier("test")
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .automaticReconnect()
                .initialDelay(50, TimeUnit.MILLISECONDS)
                .maxDelay(200, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .buildAsync();
        subscriber
                .connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(600)
                .send()
                .join();
        subscriber
                .subscribeWith()
                .topicFilter("#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(received::add)
                .send()
                .join();
    }

    @AfterEach
    void stopBroker() {
        if (broker != null) {
            if (subscriber.getState().isConnected()) {
                subscriber.disconnect().join();
            }
            broker.close();
        }
    }

    private Sink sink(Version version, Login login, long timeoutMs) {
        return new MqttSinkConfig(
                        version,
                        "127.0.0.1",
                        broker.port(),
                        "sink",
                        login,
                        new Tls(false, null),
                        MqttSinkConfig.topic("t/{ident}/{protocol}"),
                        Duration.ofHours(1))
                .open(new Surroundings(
                        "s", Duration.ofMillis(timeoutMs), InstantSource.system(), OutputStream.nullOutputStream()));
    }

    private List<String> texts(String topic) {
        return received.stream()
                .filter(one -> one.getTopic().toString().equals(topic))
                .map(one -> new String(one.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream()
                .map(one -> new String(one.json(), StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldPublishEachTrackersMessagesInOrder(Version version) throws Exception {
        List<Message> first = Messages.of("1", 0, 50);
        List<Message> second = Messages.of("a/b", 0, 50);
        List<Message> mixed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            mixed.add(first.get(i));
            mixed.add(second.get(i));
        }
        try (Sink sink = sink(version, NOBODY, 10_000)) {
            sink.deliver(mixed.subList(0, 60));
            sink.deliver(mixed.subList(60, 100));
        }
        await().until(() -> received.size() == 100);
        assertThat(texts("t/1/line")).isEqualTo(texts(first));
        assertThat(texts("t/a%2Fb/line")).isEqualTo(texts(second));
        assertThat(received).allMatch(one -> one.getQos() == MqttQos.AT_LEAST_ONCE);
    }

    @Test
    void shouldShowTheMessageIdBesideTheMessage() throws Exception {
        try (Sink sink = sink(Version.V5, NOBODY, 10_000)) {
            sink.deliver(Messages.of("1", 7, 1));
        }
        await().until(() -> received.size() == 1);
        assertThat(received.get(0).getUserProperties().asList())
                .anyMatch(one -> one.getName().toString().equals("message.id")
                        && one.getValue().toString().equals("0000000000000007"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldFailWhileTheBrokerIsAwayAndGoOnWhenItIsBack(Version version) throws Exception {
        try (Sink sink = sink(version, NOBODY, 1_000)) {
            sink.deliver(Messages.of("1", 0, 5));
            broker.stop();
            SinkException failure =
                    catchThrowableOfType(SinkException.class, () -> sink.deliver(Messages.of("1", 5, 5)));
            assertThat(failure.isPoison()).isFalse();
            assertThat(failure.confirmed()).isZero();
            broker.start();
            sink.deliver(Messages.of("1", 5, 5));
            sink.deliver(Messages.of("1", 10, 5));
        }
        await().until(() -> texts("t/1/line").stream().distinct().count() == 15);
        assertThat(texts("t/1/line").stream().distinct().toList()).isEqualTo(texts(Messages.of("1", 0, 15)));
    }

    @Test
    void shouldTakeUpItsSessionWhenTheBrokerComesBackInTime() throws Exception {
        try (Sink sink = sink(Version.V5, NOBODY, 20_000)) {
            sink.deliver(Messages.of("1", 0, 5));
            broker.stop();
            broker.start();
            sink.deliver(Messages.of("1", 5, 5));
        }
        await().until(() -> texts("t/1/line").size() >= 10);
        assertThat(texts("t/1/line").stream().distinct().toList()).isEqualTo(texts(Messages.of("1", 0, 10)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatItMayNotConnect(Version version) throws Exception {
        broker.close();
        Files.writeString(folder.resolve("passwords"), "");
        broker = new Mosquitto(folder, "allow_anonymous false", "password_file " + folder.resolve("passwords"));
        try (Sink sink = sink(version, new Login("me", "wrong"), 5_000)) {
            SinkException failure =
                    catchThrowableOfType(SinkException.class, () -> sink.deliver(Messages.of("1", 0, 1)));
            assertThat(failure.isPoison()).isFalse();
            assertThat(failure).hasMessageContaining("NOT_AUTHORIZED");
        }
    }
}
