package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What the kind of a report says without any field, or with its type alone. */
final class Fact {
    private static final int ALWAYS = -1;

    private final Param param;
    private final boolean value;
    private final int types;
    private final boolean opposite;

    private Fact(Param param, boolean value, int types, boolean opposite) {
        this.param = param;
        this.value = value;
        this.types = types;
        this.opposite = opposite;
    }

    /**
     * Reads a fact: a parameter that is true, {@code param=0} that is false, {@code param~1,4} that is true with these
     * types of report, {@code param?0} that is true with these types and false with others.
     */
    static Fact parse(String text) {
        String[] parts = text.split("[=~?]");
        int types = 0;
        for (String type : parts.length < 2 ? new String[0] : parts[1].split(",")) {
            types |= 1 << Integer.parseInt(type);
        }
        boolean always = parts.length < 2 || text.contains("=");
        return new Fact(Param.named(parts[0]), !text.contains("="), always ? ALWAYS : types, text.contains("?"));
    }

    void put(int type, Sink out) {
        boolean meant = types == ALWAYS || type >= 0 && (types >> type & 1) != 0;
        if (meant || opposite && type >= 0) {
            out.put(param, meant == value);
        }
    }
}
