package io.fivenines.benchmarks.demo;

import java.util.List;
import java.util.stream.Stream;

/** Where everything of a demo is. */
record Places(List<Place> datacenters, Place witness) {
    /** @param net the second number of all its addresses */
    static Places in(int net) {
        if (net < 1 || net > 254) {
            throw new IllegalArgumentException("--net " + net + ", expected 1 to 254: addresses are 127.NET.x.y");
        }
        return new Places(List.of(new Place("eu", net, 1), new Place("ru", net, 2)), new Place("wit", net, 3));
    }

    /** Every place has a coordinator and a ZooKeeper server. */
    List<Place> all() {
        return Stream.concat(datacenters.stream(), Stream.of(witness)).toList();
    }
}
