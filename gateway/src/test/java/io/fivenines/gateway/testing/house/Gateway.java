package io.fivenines.gateway.testing.house;

import java.util.function.LongSupplier;

/** A root, so it may read the clock. */
public final class Gateway {
    public static final LongSupplier CLOCK = System::nanoTime;

    private Gateway() {}
}
