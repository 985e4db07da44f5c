package io.fivenines.gateway.telemetry;

import java.util.Collection;

/**
 * A meaning a tracker can report: one name and one unit over all protocols. Declared in {@code params.tsv}, whose ids
 * are stored with every message and therefore never change and are never used again.
 *
 * <p>A name that ends in {@code .#} stands for a numbered family ({@code din.1}, {@code din.2}), one that ends in
 * {@code .*} for a family keyed by a word.
 */
public final class Param {
    /** What kind of value is expected; {@code ANY} where the tracker decides. */
    public enum Type {
        NUMBER,
        BOOLEAN,
        STRING,
        ANY
    }

    private final int id;
    private final String name;
    private final Type type;
    private final String unit;
    private final double min;
    private final double max;
    private final String meaning;

    Param(int id, String name, Type type, String unit, double[] range, String meaning) {
        this.id = id;
        this.name = name;
        this.type = type;
        this.unit = unit;
        this.min = range[0];
        this.max = range[1];
        this.meaning = meaning;
    }

    /**
     * The parameter of that name.
     *
     * @throws IllegalArgumentException if params.tsv does not declare it
     */
    public static Param named(String name) {
        Param found = ParamTable.BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("parameter '" + name + "' is not declared in params.tsv");
        }
        return found;
    }

    /** The parameter with that id, or null: a newer gateway may have stored one that this one does not know. */
    public static Param byId(int id) {
        return id >= 0 && id < ParamTable.BY_ID.length ? ParamTable.BY_ID[id] : null;
    }

    /** Every parameter, by id. */
    public static Collection<Param> all() {
        return ParamTable.BY_NAME.values();
    }

    public int id() {
        return id;
    }

    /** The name as it is published, with the {@code #} or {@code *} of a family. */
    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** The unit of a number, empty where it has none. */
    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    public boolean isFamily() {
        return name.endsWith(".#") || name.endsWith(".*");
    }

    /** Smallest plausible value, negative infinity where there is none. */
    public double min() {
        return min;
    }

    /** Largest plausible value, infinity where there is none. */
    public double max() {
        return max;
    }

    /** False also for a value that is not a number. */
    public boolean plausible(double value) {
        return value >= min && value <= max;
    }

    @Override
    public String toString() {
        return name;
    }
}
