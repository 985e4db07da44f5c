package io.fivenines.gateway.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is to become of a command whose gateway ended after it had recorded that it sends it, and before it knew of a
 * confirmation: nobody knows then whether the tracker was told.
 */
public enum IfGatewayDies {
    /** It fails, shown as unconfirmed: a dead gateway never makes it be told twice, and may make it be told never. */
    FAIL,
    /** It is sent again, by whichever gateway has the tracker: told once at least, perhaps once more. */
    REPEAT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As JSON writes it. */
    public String label() {
        return label;
    }

    /**
     * Reads what {@link #label} wrote.
     *
     * @throws IllegalArgumentException naming what is wrong, then ", expected " and what would be right
     */
    public static IfGatewayDies of(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("ifGatewayDies is '" + label + "', expected "
                        + Arrays.stream(values()).map(IfGatewayDies::label).collect(Collectors.joining(" or "))));
    }
}
