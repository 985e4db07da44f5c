package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A place and the state of a tracker for assets.
 *
 * <pre>
 * 15 status u8 | alarm u8 | moment | 23 place | 39 acceleration 5 | 44 battery % BCD | degrees u8 | 46 light BCD |
 *    battery V BCD | solar V BCD | 49 metres u32 | 53 state u16 | settings
 * </pre>
 *
 * <p>The acceleration is three times a sign (1 is plus), seven bits and a decimal digit. Volts are in tenths.
 */
final class AssetReport {
    static final int ALARM_AT = 16;
    private static final int STATUS_AT = T800x.DATA;
    private static final int MOMENT_AT = 17;
    private static final int PLACE_AT = 23;
    private static final int ACCELERATION_AT = 39;
    private static final int LEVEL_AT = 44;
    private static final int DEGREES_AT = 45;
    private static final int MILEAGE_AT = 49;

    private static final Param INDEX = Param.named("message.index");
    private static final Param X = Param.named("x.acceleration");
    private static final Param Y = Param.named("y.acceleration");
    private static final Param Z = Param.named("z.acceleration");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param TEMPERATURE = Param.named("device.temperature");
    private static final Param LIGHT = Param.named("t800x.light");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SOLAR = Param.named("t800x.solar.voltage");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param SIGNAL = Param.named("gsm.signal.level");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param SOLAR_CHARGING = Param.named("t800x.solar.charging.status");

    private AssetReport() {}

    static void store(Frame frame, Sink out) {
        out.message(Place.moment(frame, MOMENT_AT)).put(INDEX, frame.seek(5).u16());
        Place.put(frame, STATUS_AT, PLACE_AT, out);
        Alarm.putAsset(frame.at(ALARM_AT), out);
        putAcceleration(frame, ACCELERATION_AT, out);
        VehicleReport.putLevel(frame, LEVEL_AT, LEVEL, out);
        int degrees = frame.seek(DEGREES_AT).u8();
        if (degrees != 0xFF) {
            out.put(TEMPERATURE, (degrees & 0x80) != 0 ? -(degrees & 0x7F) : degrees);
        }
        Place.put(frame, DEGREES_AT + 1, 1, 10, LIGHT, out);
        Place.put(frame, DEGREES_AT + 2, 1, 10, BATTERY, out);
        Place.put(frame, DEGREES_AT + 3, 1, 10, SOLAR, out);
        out.put(MILEAGE, frame.seek(MILEAGE_AT).u32() / 1000.0);
        int state = frame.u16();
        out.put(IGNITION, (state & 4) != 0).put(SIGNAL, state >> 4 & 0x7F);
        out.put(CHARGING, (state & 0x8008) != 0).put(SOLAR_CHARGING, (state & 8) != 0);
    }

    static void putAcceleration(Frame frame, int at, Sink out) {
        int xy = frame.seek(at).u24();
        int z = frame.u16();
        out.put(X, tenths(xy >> 12)).put(Y, tenths(xy)).put(Z, tenths(z >> 4));
    }

    private static double tenths(int bits) {
        int tenths = (bits >> 4 & 0x7F) * 10 + (bits & 15);
        return ((bits & 0x800) != 0 ? tenths : -tenths) / 10.0;
    }
}
