package io.fivenines.coordinator.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Tries to reach a datacenter as a tracker would: by connecting to its public addresses, all at once. */
final class Attempt {
    private final ExecutorService threads;
    private final int timeoutMs;

    Attempt(ExecutorService threads, int timeoutMs) {
        this.threads = threads;
        this.timeoutMs = timeoutMs;
    }

    /** Whether any of them accepts; ends after the timeout at the latest. */
    CompletableFuture<Boolean> any(List<InetSocketAddress> addresses) {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        if (accepts(address)) {
                            reached.complete(true);
                        }
                    },
                    threads));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).whenComplete((done, failed) -> {
            reached.complete(false);
        });
        return reached;
    }

    private boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            // The other side's answer to the end must not keep a thread here.
            socket.setSoLinger(true, 0);
            socket.connect(address, timeoutMs);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
