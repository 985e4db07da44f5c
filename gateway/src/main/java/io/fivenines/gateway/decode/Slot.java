package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Param;
import io.fivenines.gateway.telemetry.ParamName;

/** Where a value goes whose sender names it as we publish it; used again and again. */
public final class Slot {
    private final ParamName name = new ParamName();

    /** The parameter of that name, its family for a member; null where the vocabulary has none. */
    public Param find(CharSequence published) {
        return name.find(published).param();
    }

    private boolean keyed() {
        return name.param().isFamily();
    }

    /** Puts a value under the name found last; so do the others. */
    public void put(Sink out, long value) {
        if (name.number() >= 0) {
            out.put(name.param(), name.number(), value);
        } else if (keyed()) {
            out.put(name.param(), name.word(), value);
        } else {
            out.put(name.param(), value);
        }
    }

    public void put(Sink out, double value) {
        if (name.number() >= 0) {
            out.put(name.param(), name.number(), value);
        } else if (keyed()) {
            out.put(name.param(), name.word(), value);
        } else {
            out.put(name.param(), value);
        }
    }

    public void put(Sink out, boolean value) {
        if (name.number() >= 0) {
            out.put(name.param(), name.number(), value);
        } else if (keyed()) {
            out.put(name.param(), name.word(), value);
        } else {
            out.put(name.param(), value);
        }
    }

    public void put(Sink out, CharSequence value) {
        if (name.number() >= 0) {
            out.put(name.param(), name.number(), value);
        } else if (keyed()) {
            out.put(name.param(), name.word(), value);
        } else {
            out.put(name.param(), value);
        }
    }
}
