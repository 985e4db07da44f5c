package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Voltages. What a step of the converter is worth depends on the model, which no frame names: 10 mV in the newer ones,
 * 6 V in 1024 steps (48 V for the vehicle) in MVT340 and MVT380, 6.6 V in 4096 steps (52.8 V) in MT90, MVT100, MVT600,
 * MVT800, T1 and T3. But the tracker's own battery has one lithium cell, and a cell's voltage comes of one of these
 * only.
 */
final class Converter {
    private static final double CELL_MIN = 2.8;
    private static final double CELL_MAX = 4.6;
    private static final double NEW = 0.01;
    private static final double[] STEPS = {NEW, 6.0 / 1024, 6.6 / 4096};
    /** The vehicle's supply is divided so much more. */
    private static final int DIVIDED = 8;

    private static final Param INPUT = Param.named("ain.#");
    private static final Param RAW = Param.named("meitrack.adc.#");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param VEHICLE = Param.named("external.powersource.voltage");

    private Converter() {}

    private static double step(long battery) {
        for (double step : STEPS) {
            if (battery * step > CELL_MIN && battery * step < CELL_MAX) {
                return step;
            }
        }
        return NEW;
    }

    /** Whether the battery's reading says that the model is a newer one. */
    static boolean isNew(long battery) {
        return step(battery) == NEW;
    }

    static void putFirst(int number, long reading, boolean isNew, Sink out) {
        if (isNew) {
            out.put(INPUT, number, reading * NEW);
        } else {
            out.put(RAW, number, reading);
        }
    }

    static void putSupply(long battery, long vehicle, Sink out) {
        double step = step(battery);
        out.put(BATTERY, battery * step).put(VEHICLE, vehicle * step * (step == NEW ? 1 : DIVIDED));
    }
}
