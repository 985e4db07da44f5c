package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The prober's own network, tried on hosts that have nothing to do with the endpoints: it is fine if one answers. */
final class OwnNetwork {
    private final List<InetSocketAddress> references;
    private final int limitMs;
    private final Executor executor;

    OwnNetwork(List<InetSocketAddress> references, int limitMs, Executor executor) {
        if (references.isEmpty()) {
            throw new IllegalArgumentException("references are missing, expected addresses like 1.1.1.1:443");
        }
        this.references = List.copyOf(references);
        this.limitMs = limitMs;
        this.executor = executor;
    }

    /** Tries all of them at once, and ends with the first that answers. */
    String check() throws IOException, InterruptedException {
        CompletableFuture<String> any = new CompletableFuture<>();
        List<CompletableFuture<?>> tries = new ArrayList<>();
        for (InetSocketAddress reference : references) {
            tries.add(CompletableFuture.runAsync(() -> connect(reference), executor)
                    .thenRun(() -> any.complete("")));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(tries.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(any, all).get(limitMs, TimeUnit.MILLISECONDS);
            return "";
        } catch (ExecutionException | TimeoutException e) {
            if (any.isDone()) {
                return "";
            }
            throw new IOException("none of the references can be reached", e);
        }
    }

    private void connect(InetSocketAddress reference) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(reference.getHostString(), reference.getPort()), limitMs);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
