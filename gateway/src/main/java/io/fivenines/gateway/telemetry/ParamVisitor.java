package io.fivenines.gateway.telemetry;

/** Is shown the values of a message by their published names. */
public interface ParamVisitor {
    ParamVisitor put(String name, long value);

    ParamVisitor put(String name, double value);

    ParamVisitor put(String name, boolean value);

    ParamVisitor put(String name, String value);
}
