package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Kind 34 of the X1: flags, fix, terminal, mileage, cell, driver, voltages, ports. */
final class X1Report {
    private static final Param WORD = Param.named("device.status");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param DRIVER = Param.named("driver.id");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param ANALOG = Param.named("ain.#");
    private static final int OCTETS_MIN = 51;

    private X1Report() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < OCTETS_MIN) {
            packet.raw(out);
            return;
        }
        long flags = frame.u32();
        packet.message(out, packet.time()).put(EVENT, flags);
        Fix.put(packet, out);
        out.put(WORD, frame.u16());
        PositionReport.mileage(frame, out);
        Cells.serving(frame, out, Cells.AREA_2G, Cells.CELL_32);
        if (packet.zeros(frame.offset(), 4)) {
            frame.skip(4);
        } else {
            out.put(DRIVER, frame.hexText(4));
        }
        out.put(POWER, frame.u16() / 100.0).put(BATTERY, frame.u16() / 100.0);
        long ports = frame.u32();
        out.put(INPUTS, frame.u8()).put(OUTPUTS, frame.u8());
        int analog = Math.min((int) (ports >> 20 & 15), frame.remaining() / 2);
        for (int i = 1; i <= analog; i++) {
            out.put(ANALOG, i, frame.u16() / 100.0);
        }
        packet.rest(out);
    }
}
