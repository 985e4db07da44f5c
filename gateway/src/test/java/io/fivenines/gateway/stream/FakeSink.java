package io.fivenines.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A sink whose receiving end is the test. */
final class FakeSink implements Sink {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<JsonNode> received = new ArrayList<>();
    final List<Integer> deliveries = new ArrayList<>();
    Behaviour behaviour = messages -> {};
    boolean closed;

    /** What it does with a delivery before it takes all of it. */
    interface Behaviour {
        void meet(List<Message> messages) throws SinkException, InterruptedException;
    }

    @Override
    public void deliver(List<Message> messages) throws SinkException, InterruptedException {
        deliveries.add(messages.size());
        behaviour.meet(messages);
        messages.forEach(this::receive);
    }

    void receive(Message message) {
        received.add(json(message));
    }

    static JsonNode json(Message message) {
        try {
            return MAPPER.readTree(message.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> idents() {
        return received.stream().map(message -> message.get("ident").asText()).toList();
    }

    List<Double> latitudes() {
        return received.stream()
                .map(message -> message.get("position.latitude").asDouble())
                .toList();
    }

    @Override
    public void close() {
        closed = true;
    }
}
