package io.fivenines.gateway.connection;

import java.util.Locale;

/** Why somebody is not let in as who it says it is. */
public enum Refusal {
    /** An operator blocked the ident or its address. */
    BLOCKED,
    /** The list of those who are let in does not have it. */
    UNLISTED,
    /** The list has it, from other networks. */
    ELSEWHERE,
    /** No pattern is like it. */
    UNLIKE,
    /** Its address has been too many already. */
    TOO_MANY,
    /** It has not shown the listener's secret. */
    SECRET;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As metrics and logs write it. */
    public String label() {
        return label;
    }
}
