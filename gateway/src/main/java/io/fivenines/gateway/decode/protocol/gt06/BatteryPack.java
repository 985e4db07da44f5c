package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Kind 40 of the WD-209: what the battery pack of an electric vehicle says of itself. */
final class BatteryPack {
    private static final Param RELATIVE = Param.named("pack.charge.relative");
    private static final Param REMAINING = Param.named("pack.capacity.remaining");
    private static final Param ABSOLUTE = Param.named("pack.charge.absolute");
    private static final Param FULL = Param.named("pack.capacity.full");
    private static final Param HEALTH = Param.named("pack.health");
    private static final Param TEMPERATURE = Param.named("pack.temperature");
    private static final Param CURRENT = Param.named("pack.current.raw");
    private static final Param VOLTAGE = Param.named("pack.voltage");
    private static final Param CYCLES = Param.named("pack.cycles");
    private static final Param CELL = Param.named("pack.cell.voltage.#");
    private static final Param INTERVAL = Param.named("pack.charge.interval");
    private static final Param INTERVAL_MAX = Param.named("pack.charge.interval.max");
    private static final Param BARCODE = Param.named("pack.barcode");
    private static final Param VERSION = Param.named("pack.version");
    private static final Param MAKER = Param.named("pack.maker");
    private static final Param STATUS = Param.named("pack.status");
    private static final Param CONTROLLER_STATUS = Param.named("controller.status");
    private static final Param CONTROLLER_FAULT = Param.named("controller.fault");
    private static final int OCTETS = 105;
    private static final int CELLS = 14;
    private static final double ZERO_CELSIUS = 273.1;

    private BatteryPack() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < OCTETS) {
            packet.raw(out);
            return;
        }
        frame.skip(8);
        packet.message(out, frame.u32() * 1000);
        out.put(RELATIVE, frame.u8())
                .put(REMAINING, frame.u16())
                .put(ABSOLUTE, frame.u8())
                .put(FULL, frame.u16());
        out.put(HEALTH, frame.u8())
                .put(TEMPERATURE, frame.u16() / 10.0 - ZERO_CELSIUS)
                .put(CURRENT, frame.u16());
        out.put(VOLTAGE, frame.u16() / 1000.0).put(CYCLES, frame.u16());
        for (int i = 1; i <= CELLS; i++) {
            out.put(CELL, i, frame.u16() / 1000.0);
        }
        out.put(INTERVAL, frame.u16()).put(INTERVAL_MAX, frame.u16());
        CommandAnswer.trimmed(frame, out, BARCODE, 16);
        out.put(VERSION, frame.u16());
        CommandAnswer.trimmed(frame, out, MAKER, 16);
        out.put(STATUS, frame.u32()).put(CONTROLLER_STATUS, frame.u32()).put(CONTROLLER_FAULT, frame.u32());
        packet.rest(out);
    }
}
