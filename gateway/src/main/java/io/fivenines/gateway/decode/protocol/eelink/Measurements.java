package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What may stand behind a location's status: hardware, sensors, beacons; each part as far as it was sent. */
final class Measurements {
    private static final int BEACON = 16;

    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param ANALOG = Param.named("ain.#");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param STEPS = Param.named("step.count");
    private static final Param WALKING_TIME = Param.named("eelink.walking.time");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param ILLUMINANCE = Param.named("illuminance");
    private static final Param CO2 = Param.named("eelink.co2");
    private static final Param BEACON_ID = Param.named("beacon.id.#");
    private static final Param BEACON_SIGNAL = Param.named("beacon.signal.dbm.#");
    private static final Param BEACON_VOLTAGE = Param.named("beacon.battery.voltage.#");
    private static final Param BEACON_TEMPERATURE = Param.named("beacon.temperature.#");
    private static final Param BEACON_DATA = Param.named("eelink.beacon.data.#");

    private Measurements() {}

    static void put(Frame frame, Sink out) {
        if (frame.remaining() >= 2) {
            out.put(BATTERY, frame.u16() / 1000.0);
        }
        if (frame.remaining() >= 4) {
            out.put(ANALOG, 1, frame.u16() / 1000.0);
            out.put(ANALOG, 2, frame.u16() / 1000.0);
        }
        if (frame.remaining() >= 4) {
            out.put(MILEAGE, frame.u32() / 1000.0);
        }
        if (frame.remaining() >= 4) {
            // How often the modem and the receiver were started.
            frame.skip(4);
        }
        if (frame.remaining() >= 4) {
            out.put(STEPS, (long) frame.u16()).put(WALKING_TIME, (long) frame.u16());
        }
        if (frame.remaining() >= 12) {
            out.put(TEMPERATURE, 1, frame.i16() / 256.0);
            out.put(HUMIDITY, 1, frame.u16() / 10.0);
            out.put(ILLUMINANCE, frame.u32() / 256.0).put(CO2, frame.u32());
        }
        if (frame.remaining() >= 2) {
            out.put(TEMPERATURE, 2, frame.i16() / 16.0);
        }
        if (frame.remaining() >= 2) {
            beacons(frame, out);
        }
    }

    /** Count u8, number of the report u8; address 6, signal i8, -, model, version, voltage, temperature, data each. */
    private static void beacons(Frame frame, Sink out) {
        int count = frame.u8();
        frame.u8();
        for (int i = 1; i <= count && frame.remaining() >= BEACON; i++) {
            out.put(BEACON_ID, i, frame.macText());
            out.put(BEACON_SIGNAL, i, (long) frame.i8());
            out.put(BEACON_VOLTAGE, i, frame.skip(3).u16() / 1000.0);
            out.put(BEACON_TEMPERATURE, i, frame.i16() / 256.0);
            out.put(BEACON_DATA, i, (long) frame.u16());
        }
    }
}
