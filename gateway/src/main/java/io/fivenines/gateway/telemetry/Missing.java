package io.fivenines.gateway.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What of some wanted parameters a message has not shown yet. */
final class Missing implements ParamVisitor {
    private final List<Predicate<String>> wanted;

    Missing(List<? extends Predicate<String>> wanted) {
        this.wanted = new ArrayList<>(wanted);
    }

    boolean none() {
        return wanted.isEmpty();
    }

    private Missing seen(String name) {
        wanted.removeIf(one -> one.test(name));
        return this;
    }

    @Override
    public Missing put(String name, long value) {
        return seen(name);
    }

    @Override
    public Missing put(String name, double value) {
        return seen(name);
    }

    @Override
    public Missing put(String name, boolean value) {
        return seen(name);
    }

    @Override
    public Missing put(String name, String value) {
        return seen(name);
    }
}
