package io.fivenines.coordinator.console;

import io.fivenines.coordinator.web.ApiException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for ZooKeeper no longer than somebody who asks would. */
final class Waiting {
    private static final long ANSWER_MS = 5_000;

    private Waiting() {}

    /** The answer, or 503 with the reason. */
    static <T> CompletableFuture<T> limited(CompletableFuture<T> answer) {
        return answer.orTimeout(ANSWER_MS, TimeUnit.MILLISECONDS).handle((value, failed) -> {
            if (failed == null) {
                return value;
            }
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof ApiException refused) {
                throw refused;
            }
            String why = cause.getMessage() == null ? "no answer within " + ANSWER_MS + " ms" : cause.getMessage();
            throw new ApiException(503, "no_contact", "ZooKeeper: " + why, "contact with ZooKeeper's majority");
        });
    }
}
