package io.fivenines.gateway.telemetry;

import java.util.function.Predicate;

/** Passes on the values of some parameters only. */
record Kept(ParamVisitor to, Predicate<String> names) implements ParamVisitor {
    @Override
    public Kept put(String name, long value) {
        if (names.test(name)) {
            to.put(name, value);
        }
        return this;
    }

    @Override
    public Kept put(String name, double value) {
        if (names.test(name)) {
            to.put(name, value);
        }
        return this;
    }

    @Override
    public Kept put(String name, boolean value) {
        if (names.test(name)) {
            to.put(name, value);
        }
        return this;
    }

    @Override
    public Kept put(String name, String value) {
        if (names.test(name)) {
            to.put(name, value);
        }
        return this;
    }
}
