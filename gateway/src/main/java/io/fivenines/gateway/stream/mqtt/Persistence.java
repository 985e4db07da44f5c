package io.fivenines.gateway.stream.mqtt;

import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedListener;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import java.util.concurrent.TimeUnit;

/**
 * Has a client take its session up again when it loses a connection that was good, until it is told to stop; whoever
 * could not connect in the first place is told so at once.
 */
final class Persistence implements MqttClientConnectedListener, MqttClientDisconnectedListener {
    private static final long PAUSE_MS = 200;

    private volatile boolean wasConnected;
    private volatile boolean stopped;

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void onConnected(MqttClientConnectedContext context) {
        wasConnected = true;
    }

    @Override
    public void onDisconnected(MqttClientDisconnectedContext context) {
        context.getReconnector().reconnect(wasConnected && !stopped).delay(PAUSE_MS, TimeUnit.MILLISECONDS);
    }
}
