package io.fivenines.coordinator.redirect;

import java.time.Duration;

/** Where work is put that one thread does, one after the other: a thread of its own for each {@link Steering}. */
@FunctionalInterface
public interface Agenda {
    void after(Duration delay, Runnable work);
}
