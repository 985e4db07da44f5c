package io.fivenines.gateway.stream;

import java.util.List;

/**
 * What a stream takes; an empty list asks nothing.
 *
 * @param protocols names, one of which the message's must be
 * @param idents patterns, one of which the tracker's ident must match
 * @param require patterns, for each of which the message must have a parameter
 * @param keep patterns of the parameters that are passed on
 * @param probes what becomes of the messages of the gateway's own probes
 */
public record FilterConfig(
        List<String> protocols, List<Glob> idents, List<Glob> require, List<Glob> keep, Probes probes) {

    /**
     * Idents reserved for trackers that nobody owns: those by which a prober tries the way of a message. The digits are
     * 99, its number, its target's, zeros, and one for the protocol (docs/uptime.md).
     */
    public static final List<Glob> PROBE_IDENTS = List.of(new Glob("fivenines-probe-*"), new Glob("99???????000???"));

    private static final int PATTERNS_MAX = 1000;

    public static final FilterConfig DEFAULT =
            new FilterConfig(List.of(), List.of(), List.of(), List.of(), Probes.LEAVE_OUT);

    /** What becomes of {@link #PROBE_IDENTS}. */
    public enum Probes {
        LEAVE_OUT,
        DELIVER
    }

    public FilterConfig {
        protocols = limited("protocols", protocols);
        idents = limited("idents", idents);
        require = limited("require", require);
        keep = limited("keep", keep);
    }

    private static <T> List<T> limited(String key, List<T> values) {
        if (values.size() > PATTERNS_MAX) {
            throw new IllegalArgumentException(
                    key + " has " + values.size() + " entries, expected at most " + PATTERNS_MAX);
        }
        return List.copyOf(values);
    }
}
