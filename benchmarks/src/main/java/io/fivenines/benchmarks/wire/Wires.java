package io.fivenines.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.stream.Collectors;

/** Every make of tracker the swarm can play. */
public final class Wires {
    public static final List<TrackerWire> ALL = List.of(new Gt06Wire(), new TeltonikaWire(), new WialonWire());

    private Wires() {}

    public static TrackerWire named(String name) {
        return ALL.stream()
                .filter(wire -> wire.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("protocol '" + name + "', expected one of "
                        + ALL.stream().map(TrackerWire::name).collect(Collectors.joining(", "))));
    }

    /** The checksum of GT06 from an index to the end of what was written. */
    public static int crcItu(ByteBuf bytes, int from) {
        return Crc16.X25.of(bytes, from);
    }
}
