package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Readings of the vehicle; bits all set are none.
 *
 * <pre>
 * | 0.1 km/h, 2 BCD | ml used u32 | ml/h u32 | rpm u16 | air g/s u8 | kPa u8 | coolant u8 | air u8 | load u8 |
 *   throttle u8 | fuel u8, of the tank in % or with the highest bit in litres |
 * </pre>
 *
 * <p>Temperatures are 40 too high.
 */
final class Bus {
    static final int LENGTH = 19;
    private static final long NONE = 0xFFFF_FFFFL;

    private static final Param SPEED = Param.named("position.speed");
    private static final Param USED = Param.named("can.fuel.consumed");
    private static final Param CONSUMPTION = Param.named("can.fuel.consumption");
    private static final Param RPM = Param.named("can.engine.rpm");
    private static final Param AIR = Param.named("can.maf");
    private static final Param PRESSURE = Param.named("can.intake.pressure");
    private static final Param COOLANT = Param.named("can.engine.temperature");
    private static final Param AIR_TEMPERATURE = Param.named("can.intake.temperature");
    private static final Param LOAD = Param.named("can.engine.load");
    private static final Param THROTTLE = Param.named("can.throttle.level");
    private static final Param FUEL = Param.named("can.fuel.level");
    private static final Param FUEL_VOLUME = Param.named("can.fuel.volume");
    private static final Param BUS_SPEED = Param.named("can.vehicle.speed");
    private static final Param HOURS = Param.named("t800x.engine.hours");

    private Bus() {}

    static void put(Frame frame, int at, Sink out) {
        if (frame.length() < at + LENGTH) {
            return;
        }
        Place.put(frame, at, 2, 10, SPEED, out);
        frame.seek(at + 2);
        put(frame.u32(), NONE, 1000.0, USED, out);
        put(frame.u32(), NONE, 1000.0, CONSUMPTION, out);
        put(frame.u16(), 0xFFFF, 1, RPM, out);
        put(frame.u8(), 0xFF, 1, AIR, out);
        put(frame.u8(), 0xFF, 1, PRESSURE, out);
        putDegrees(frame.u8(), COOLANT, out);
        putDegrees(frame.u8(), AIR_TEMPERATURE, out);
        put(frame.u8(), 0xFF, 1, LOAD, out);
        put(frame.u8(), 0xFF, 1, THROTTLE, out);
        int fuel = frame.u8();
        if (fuel != 0xFF) {
            out.put((fuel & 0x80) != 0 ? FUEL_VOLUME : FUEL, fuel & 0x7F);
        }
    }

    /** Readings from the fleet management interface, which stand around those of the tracker from {@code at} on. */
    static void putFleet(Frame frame, int at, Sink out) {
        if (frame.length() < at + 15) {
            return;
        }
        put(frame.seek(T800x.DATA + 26).u32(), NONE, 1, HOURS, out);
        put(frame.at(at + 6), 0xFF, 1, BUS_SPEED, out);
        putDegrees(frame.at(at + 12), COOLANT, out);
        put(frame.at(at + 13), 0xFF, 1, FUEL, out);
        put(frame.at(at + 14), 0xFF, 1, LOAD, out);
        if (frame.length() >= at + 19) {
            put(frame.seek(at + 15).u32(), NONE, 1, USED, out);
        }
    }

    private static void put(long value, long none, double divisor, Param param, Sink out) {
        if (value != none) {
            out.put(param, value / divisor);
        }
    }

    private static void putDegrees(int value, Param param, Sink out) {
        if (value != 0xFF) {
            out.put(param, value - 40);
        }
    }
}
