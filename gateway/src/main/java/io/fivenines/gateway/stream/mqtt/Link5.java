package io.fivenines.gateway.stream.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.fivenines.gateway.stream.Message;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** MQTT 5. */
final class Link5 implements Link {
    private final MqttSinkConfig config;
    private final Mqtt5AsyncClient client;

    Link5(MqttSinkConfig config, MqttClientSslConfig tls, long timeoutMs, Persistence persistence) {
        this.config = config;
        Mqtt5ClientBuilder builder = Mqtt5Client.builder()
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
        return client.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(config.sessionExpiry().toSeconds())
                .send();
    }

    @Override
    public CompletableFuture<?> publish(String topic, Message message) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.json())
                .contentType("application/json")
                .userProperties()
                .add("ident", message.ident())
                .add("protocol", message.protocol())
                .add("message.id", message.id())
                .applyUserProperties()
                .send()
                .thenAccept(Link5::check);
    }

    private static void check(Mqtt5PublishResult result) {
        result.getError().ifPresent(error -> {
            throw new CompletionException(error);
        });
    }

    @Override
    public CompletableFuture<?> disconnect() {
        return client.disconnect();
    }
}
