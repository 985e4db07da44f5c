package io.fivenines.gateway.decode.protocol.atrack;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What a record holds in text and in bytes alike. */
final class Report {
    private static final int NO_TEMPERATURE = 2000;

    static final Param CLOCK = Param.named("atrack.clock.timestamp");
    static final Param DRIVER = Param.named("driver.id");
    static final Param TEXT = Param.named("message.text");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param ANALOG = Param.named("ain.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");

    private Report() {}

    /** The protocol has no sign of a fix; a tracker without one repeats the last place. */
    static void begin(long timeMs, long clockMs, Sink out) {
        out.message(timeMs).put(VALID, true);
        if (clockMs != Sink.NO_TIME) {
            out.put(CLOCK, clockMs / 1000.0);
        }
    }

    static void putPlace(long longitude, long latitude, long direction, long event, Sink out) {
        out.put(LATITUDE, latitude / 1e6).put(LONGITUDE, longitude / 1e6);
        out.put(DIRECTION, direction).put(EVENT, event);
    }

    static void putState(double hectometres, long hdop, long inputs, long speed, long outputs, Sink out) {
        out.put(MILEAGE, hectometres / 10).put(HDOP, hdop / 10.0).put(INPUTS, inputs);
        out.put(SPEED, speed).put(OUTPUTS, outputs);
    }

    static void putAnalog(long millivolts, Sink out) {
        out.put(ANALOG, 1, millivolts / 1000.0);
    }

    static void putTemperature(int number, long tenths, Sink out) {
        if (tenths != NO_TEMPERATURE) {
            out.put(TEMPERATURE, number, tenths / 10.0);
        }
    }
}
