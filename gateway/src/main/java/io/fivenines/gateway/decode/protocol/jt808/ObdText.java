package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Readings of a vehicle as text.
 *
 * <pre>
 * $OBD-RT,supply,rpm,speed,throttle,load,coolant,l/h,l/100km,trip km,total km,trip l,total l, ...
 * </pre>
 */
final class ObdText {
    private static final Param[] FIELDS = {
        Param.named("external.powersource.voltage"),
        Param.named("can.engine.rpm"),
        Param.named("can.vehicle.speed"),
        Param.named("can.throttle.level"),
        Param.named("can.engine.load"),
        Param.named("can.engine.temperature"),
        Param.named("can.fuel.consumption"),
        Param.named("jt808.fuel.consumption.average"),
        Param.named("can.trip.mileage"),
        Param.named("can.vehicle.mileage"),
        Param.named("jt808.trip.fuel"),
        Param.named("can.fuel.consumed")
    };

    private ObdText() {}

    /** Puts the readings; false if the next bytes are none. */
    static boolean put(Frame frame, int length, Sink out) {
        if (length < 8 || !frame.has(frame.offset(), "$OBD-RT,")) {
            return false;
        }
        Fields fields = frame.split(length, ',');
        for (int i = 0; i < FIELDS.length; i++) {
            if (fields.isReal(i + 1)) {
                out.put(FIELDS[i], fields.real(i + 1));
            }
        }
        return true;
    }
}
