package io.fivenines.gateway.stream.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import io.fivenines.gateway.stream.Message;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** MQTT 3.1.1. */
final class Link3 implements Link {
    private final Mqtt3AsyncClient client;

    Link3(MqttSinkConfig config, MqttClientSslConfig tls, long timeoutMs, Persistence persistence) {
        Mqtt3ClientBuilder builder = Mqtt3Client.builder()
                .identifier(config.clientId())
                .transportConfig()
                .serverHost(config.host())
                .serverPort(config.port())
                .socketConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .sslConfig(tls)
                .applyTransportConfig()
                .addConnectedListener(persistence)
                .addDisconnectedListener(persistence);
        if (!config.login().user().isEmpty()) {
            builder = builder.simpleAuth()
                    .username(config.login().user())
                    .password(config.login().password().getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        client = builder.buildAsync();
    }

    @Override
    public CompletableFuture<?> connect() {
        return client.connectWith().cleanSession(false).send();
    }

    @Override
    public CompletableFuture<?> publish(String topic, Message message) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.json())
                .send();
    }

    @Override
    public CompletableFuture<?> disconnect() {
        return client.disconnect();
    }
}
