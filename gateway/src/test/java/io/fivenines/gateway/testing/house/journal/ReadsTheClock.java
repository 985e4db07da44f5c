package io.fivenines.gateway.testing.house.journal;

import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;

final class ReadsTheClock {
    private ReadsTheClock() {}

    static LongSupplier byReference() {
        return System::currentTimeMillis;
    }

    static Instant byCall() {
        return Instant.now();
    }

    static void sleeps() throws InterruptedException {
        Thread.sleep(1);
    }

    static Random unseeded() {
        return new Random();
    }
}
