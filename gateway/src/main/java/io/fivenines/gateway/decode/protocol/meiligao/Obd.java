package io.fivenines.gateway.decode.protocol.meiligao;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/** Readings of the vehicle's bus, parted by commas in the order given here. */
final class Obd {
    private static final Param[] READINGS = {
        Param.named("external.powersource.voltage"),
        Param.named("can.engine.rpm"),
        Param.named("can.vehicle.speed"),
        Param.named("can.throttle.level"),
        Param.named("can.engine.load"),
        Param.named("can.engine.temperature"),
        Param.named("can.fuel.consumption"),
        Param.named("can.fuel.consumption.distance"),
        Param.named("can.range"),
        Param.named("can.vehicle.mileage"),
        Param.named("meiligao.obd.trip.fuel"),
        Param.named("can.fuel.consumed"),
        Param.named("can.dtc.count"),
        Param.named("meiligao.obd.harsh.accelerations"),
        Param.named("meiligao.obd.harsh.brakings"),
    };
    private static final Param[] TOTALS = {
        Param.named("meiligao.obd.ignitions"),
        Param.named("meiligao.obd.driving.time"),
        Param.named("meiligao.obd.idle.time"),
        Param.named("meiligao.obd.warm.up.time"),
        Param.named("meiligao.obd.speed.average"),
        Param.named("meiligao.obd.speed.max"),
        Param.named("meiligao.obd.rpm.max"),
        Param.named("meiligao.obd.harsh.accelerations.total"),
        Param.named("meiligao.obd.harsh.brakings.total"),
    };

    private Obd() {}

    static Verdict store(Fields fields, Sink out) {
        return put(fields, READINGS, out);
    }

    static Verdict storeTotals(Fields fields, Sink out) {
        return put(fields, TOTALS, out);
    }

    private static Verdict put(Fields fields, Param[] params, Sink out) {
        out.message(Sink.NO_TIME);
        for (int i = 0; i < params.length; i++) {
            fields.put(i, params[i], 1, out);
        }
        return Verdict.ACCEPTED;
    }
}
