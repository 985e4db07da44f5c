package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Sink;
import java.util.ArrayList;
import java.util.List;

/** What {@code gl200.tsv} says of one kind of report, or of a group of fields several kinds share. */
final class Family {
    private final List<Layout> layouts = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private boolean vouched = true;
    private boolean named = true;

    void add(Layout layout) {
        layouts.add(layout);
    }

    void add(Fact fact) {
        facts.add(fact);
    }

    /** Says that only a place with an accuracy is a fix. */
    void doubt() {
        vouched = false;
    }

    /** Whether the place counts as a fix although the receiver had none at that moment, being the last one it had. */
    boolean vouched() {
        return vouched;
    }

    /** Says that no device name comes before the fields. */
    void nameless() {
        named = false;
    }

    boolean named() {
        return named;
    }

    /** The first layout of that part which the fields fit, or null. */
    Layout fitting(Layout.Part part, Report report, int from, int to) {
        for (int i = 0; i < layouts.size(); i++) {
            Layout layout = layouts.get(i);
            if (layout.is(part) && layout.suits(report.device()) && layout.fits(report, from, to)) {
                return layout;
            }
        }
        return null;
    }

    /** The layout for a device, or null. */
    Layout layout(int device) {
        for (int i = 0; i < layouts.size(); i++) {
            if (layouts.get(i).suits(device)) {
                return layouts.get(i);
            }
        }
        return null;
    }

    /** Puts what the mere kind of the report says, and its type. */
    void putFacts(int type, Sink out) {
        for (int i = 0; i < facts.size(); i++) {
            facts.get(i).put(type, out);
        }
    }
}
