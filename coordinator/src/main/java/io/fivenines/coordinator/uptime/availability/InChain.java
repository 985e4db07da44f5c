package io.fivenines.coordinator.uptime.availability;

import java.util.List;

/** Down as long as any member is. */
final class InChain extends Together {
    InChain(List<Element> members) {
        super(members, 0);
    }

    @Override
    void reset() {
        // Each moment stands for itself.
    }

    @Override
    long faults(double time) {
        return causesOfAll(time);
    }
}
