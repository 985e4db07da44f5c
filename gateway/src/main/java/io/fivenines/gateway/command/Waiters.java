package io.fivenines.gateway.command;

import io.fivenines.gateway.command.CommandRefusal.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Those who asked for a command and are to be told what becomes of it. */
final class Waiters {
    private record Waiter(CompletableFuture<Errand> answer, boolean forResult) {}

    private final Map<String, Waiter> waiters = new HashMap<>();

    /** @param forResult is told how it ends, not only that it is queued or sent */
    void add(String id, CompletableFuture<Errand> answer, boolean forResult) {
        waiters.put(id, new Waiter(answer, forResult));
    }

    /** Tells whoever waits how it stands, which is durable. */
    void tell(Errand errand) {
        Waiter waiter = waiters.remove(errand.id());
        if (waiter != null) {
            waiter.answer.complete(errand);
        }
    }

    /** The same, but whoever waits for the result goes on waiting. */
    void tellTried(Errand errand) {
        Waiter waiter = waiters.get(errand.id());
        if (waiter != null && !waiter.forResult) {
            tell(errand);
        }
    }

    void refuse(String id, CommandRefusal refusal) {
        Waiter waiter = waiters.remove(id);
        if (waiter != null) {
            waiter.answer.completeExceptionally(refusal);
        }
    }

    void refuseAll() {
        for (String id : List.copyOf(waiters.keySet())) {
            refuse(
                    id,
                    new CommandRefusal(
                            Cause.UNAVAILABLE,
                            "the gateway stops; command " + id + " is recorded",
                            "to ask for its result later"));
        }
    }
}
