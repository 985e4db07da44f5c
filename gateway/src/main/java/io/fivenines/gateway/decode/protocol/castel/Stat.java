package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The state of vehicle and reader.
 *
 * <pre>
 * ignition on at u32 | now u32, s since 1970 | m u32 | m of the trip u32 | fuel 0.01 l u32 | of the trip u16
 * | state u32 | bus u8 | supply, 8 V and 0.1 V each u8 | network u8 | hardware u8 | signal u8 | bit errors u8
 * | faults u16
 * </pre>
 */
final class Stat {
    static final int LENGTH = 34;
    private static final int NOW = 4;
    private static final int SUPPLEMENT = 8;
    private static final int IGNITION_BIT = 18;
    private static final int CSQ_MAX = 31;

    private static final Param IGNITION_ON = Param.named("castel.ignition.timestamp");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param TRIP = Param.named("trip.mileage");
    private static final Param FUEL = Param.named("fuel.consumed");
    private static final Param TRIP_FUEL = Param.named("castel.trip.fuel");
    private static final Param STATUS = Param.named("device.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param BUS = Param.named("castel.bus");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param NETWORK = Param.named("castel.network");
    private static final Param HARDWARE = Param.named("castel.hardware");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param BIT_ERRORS = Param.named("gsm.ber");
    private static final Param FAULTS = Param.named("castel.faults");

    private Stat() {}

    /** The reader's clock in the state that begins at an offset, milliseconds since 1970. */
    static long nowMs(Frame frame, int offset) {
        long now = frame.seek(offset + NOW).u32le();
        return now == 0 ? Sink.NO_TIME : now * 1000;
    }

    /** Adds the state at the cursor to the message; the answer is its bits, for {@link Alarm#putState}. */
    static long put(Frame frame, Sink out) {
        out.put(IGNITION_ON, frame.u32le());
        frame.skip(4);
        out.put(MILEAGE, frame.u32le() / 1000.0).put(TRIP, frame.u32le() / 1000.0);
        out.put(FUEL, frame.u32le() / 100.0).put(TRIP_FUEL, frame.u16le() / 100.0);
        long state = frame.u32le();
        out.put(STATUS, state).put(IGNITION, (state >> IGNITION_BIT & 1) != 0);
        putSupplement(frame, out);
        return state;
    }

    /** Eight zeros are none; no supply can be told from one of 8 V or less, so that is left out. */
    private static void putSupplement(Frame frame, Sink out) {
        int start = frame.offset();
        if (frame.i64() == 0) {
            return;
        }
        frame.seek(start);
        out.put(BUS, frame.u8());
        int supply = frame.u8();
        if (supply > 0) {
            out.put(SUPPLY, (80 + supply) / 10.0);
        }
        out.put(NETWORK, frame.u8()).put(HARDWARE, frame.u8());
        int signal = frame.u8();
        out.put(signal <= CSQ_MAX ? CSQ : SIGNAL, signal);
        out.put(BIT_ERRORS, frame.u8()).put(FAULTS, frame.u16le());
        frame.seek(start + SUPPLEMENT);
    }
}
