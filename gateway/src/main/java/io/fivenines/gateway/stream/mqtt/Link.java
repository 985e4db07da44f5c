package io.fivenines.gateway.stream.mqtt;

import io.fivenines.gateway.stream.Message;
import java.util.concurrent.CompletableFuture;

/** A client of one version of MQTT. What it was given to publish survives a lost connection, in order. */
interface Link {
    CompletableFuture<?> connect();

    /** Done when the broker has confirmed it. */
    CompletableFuture<?> publish(String topic, Message message);

    CompletableFuture<?> disconnect();
}
