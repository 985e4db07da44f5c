package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Readings of the vehicle: time u32, then a parameter of SAE J1979 u8 and its four bytes, the first byte first. */
final class ObdReadings {
    private static final Param READING = Param.named("eelink.obd.#");
    private static final Param LOAD = Param.named("can.engine.load");
    private static final Param COOLANT = Param.named("can.engine.temperature");
    private static final Param RPM = Param.named("can.engine.rpm");
    private static final Param SPEED = Param.named("can.vehicle.speed");
    private static final Param INTAKE = Param.named("can.intake.temperature");
    private static final Param AIR = Param.named("can.maf");
    private static final Param THROTTLE = Param.named("can.throttle.level");
    private static final Param RUN_TIME = Param.named("can.run.time");
    private static final Param MIL_DISTANCE = Param.named("can.mil.distance");
    private static final Param FUEL = Param.named("can.fuel.level");
    private static final Param AMBIENT = Param.named("can.ambient.temperature");
    private static final Param MILEAGE = Param.named("can.vehicle.mileage");
    private static final Param VOLUME = Param.named("can.fuel.volume");

    private ObdReadings() {}

    static boolean put(Frame frame, Sink out) {
        out.message(frame.u32() * 1000);
        while (frame.remaining() >= 5) {
            int id = frame.u8();
            long raw = frame.u32();
            long first = raw >> 24;
            long two = raw >> 16;
            switch (id) {
                case 0x04 -> out.put(LOAD, first / 2.55);
                case 0x05 -> out.put(COOLANT, first - 40);
                case 0x0C -> out.put(RPM, two / 4.0);
                case 0x0D -> out.put(SPEED, first);
                case 0x0F -> out.put(INTAKE, first - 40);
                case 0x10 -> out.put(AIR, two / 100.0);
                case 0x11 -> out.put(THROTTLE, first / 2.55);
                case 0x1F -> out.put(RUN_TIME, two);
                case 0x21 -> out.put(MIL_DISTANCE, two);
                case 0x2F -> out.put(FUEL, first / 2.55);
                case 0x46 -> out.put(AMBIENT, first - 40);
                case 0x8A -> out.put(MILEAGE, raw);
                case 0x8B -> out.put(VOLUME, raw / 10.0);
                default -> out.put(READING, id, raw);
            }
        }
        return true;
    }
}
