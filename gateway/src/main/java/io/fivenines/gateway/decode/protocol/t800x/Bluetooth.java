package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * What sensors told the tracker by radio; bits all set are no reading.
 *
 * <pre>
 * 15 moment | ignition u8 | (status u8 | place) | kind u16 | sensors ...        of one kind
 *                                               | 0 u16 | (kind u16 | sensor) ...
 * 1 tyre        | address 6 | volts u8 | pressure u8 | degrees u8 | state u8 |
 * 2 help, 3 driver | address 6 | 0.1 V BCD | why u8 | (status u8 | place) |
 * 4 climate     | address 6 | volts u8 | % u8 | degrees u16 | humidity u16 | light u16 | signal u8 |
 * 5 door, 6 relay  | address 6 | volts u8 | % u8 | degrees u16 | state u8 | signal u8 |
 * 7 fuel        | address 6 | volts u8 | level u16 | degrees u16 | 2 | state u8 | signal u8 |
 * </pre>
 */
final class Bluetooth {
    private static final int MOMENT = 6;
    private static final int MAC = 6;
    private static final int TYRE = 1;
    private static final int HELP = 2;
    private static final int DRIVER = 3;
    private static final int CLIMATE = 4;
    private static final int DOOR = 5;
    private static final int RELAY = 6;
    private static final int FUEL = 7;
    private static final double KPA = 1.572 * 2;

    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param ID = Param.named("sensor.id.#");
    private static final Param VOLTAGE = Param.named("sensor.battery.voltage.#");
    private static final Param LEVEL = Param.named("sensor.battery.level.#");
    private static final Param DBM = Param.named("sensor.signal.dbm.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param PRESSURE = Param.named("tire.pressure.#");
    private static final Param TYRE_TEMPERATURE = Param.named("tire.temperature.#");
    private static final Param FUEL_RAW = Param.named("fuel.raw.#");
    private static final Param FUEL_TEMPERATURE = Param.named("fuel.temperature.#");
    private static final Param STATE = Param.named("t800x.sensor.state.#");
    private static final Param LIGHT = Param.named("t800x.sensor.light.status.#");
    private static final Param OPEN = Param.named("t800x.sensor.door.status.#");
    private static final Param RELAY_ON = Param.named("t800x.sensor.relay.status.#");
    private static final Param DRIVER_ID = Param.named("driver.id");
    private static final Param SOS = Param.named("alarm.sos");
    private static final Param BATTERY_LOW = Param.named("t800x.alarm.sensor.battery.low");
    private static final Param REST = Param.named("t800x.data");

    private Bluetooth() {}

    static void store(Frame frame, Sink out) {
        begin(frame, out);
        putSensors(frame, true, out);
    }

    static void storeWithPlace(Frame frame, Sink out) {
        begin(frame, out);
        int status = frame.offset();
        Place.put(frame, status, status + 1, out);
        frame.seek(status + 1 + Place.LENGTH);
        putSensors(frame, false, out);
    }

    private static void begin(Frame frame, Sink out) {
        out.message(Place.moment(frame, T800x.DATA));
        out.put(IGNITION, (frame.seek(T800x.DATA + MOMENT).u8() & 1) != 0);
    }

    /** Places stand with each call for help, unless the message has one. */
    private static void putSensors(Frame frame, boolean placed, Sink out) {
        int all = frame.u16();
        for (int n = 1; frame.remaining() > 0 && !frame.truncated(); n++) {
            int start = frame.offset();
            int kind = all == 0 ? frame.u16() : all;
            int length = length(kind, placed);
            if (length == 0 || length > frame.remaining()) {
                frame.seek(start);
                out.put(REST, frame.hexText(Math.min(frame.remaining(), 512)));
                return;
            }
            int next = frame.offset() + length;
            put(frame, kind, n, placed, out);
            frame.seek(next);
        }
    }

    private static int length(int kind, boolean placed) {
        return switch (kind) {
            case TYRE -> 10;
            case HELP, DRIVER -> placed ? 25 : 8;
            case CLIMATE, FUEL -> 15;
            case DOOR, RELAY -> 12;
            default -> 0;
        };
    }

    private static void put(Frame frame, int kind, int n, boolean placed, Sink out) {
        if (kind == DRIVER) {
            out.put(DRIVER_ID, frame.hexText(MAC));
        } else {
            out.put(ID, n, frame.hexText(MAC));
        }
        switch (kind) {
            case TYRE -> putTyre(frame, n, out);
            case HELP, DRIVER -> putCall(frame, kind, n, placed, out);
            case FUEL -> putFuel(frame, n, out);
            default -> putClimate(frame, kind, n, out);
        }
    }

    private static void putTyre(Frame frame, int n, Sink out) {
        put(frame.u8(), 0xFF, 0.01, 1.22, VOLTAGE, n, out);
        put(frame.u8(), 0xFF, KPA, 0, PRESSURE, n, out);
        put(frame.u8(), 0xFF, 1, -55, TYRE_TEMPERATURE, n, out);
        put(frame.u8(), 0xFF, 1, 0, STATE, n, out);
    }

    private static void putCall(Frame frame, int kind, int n, boolean placed, Sink out) {
        int at = frame.offset();
        long tenths = Place.digits(frame, at, 1);
        if (tenths >= 0) {
            out.put(VOLTAGE, n, tenths / 10.0);
        }
        int why = frame.at(at + 1);
        if (why == 1) {
            out.put(BATTERY_LOW, true);
        } else if (kind == HELP && why == 0) {
            out.put(SOS, true);
        }
        if (placed) {
            Place.put(frame, at + 2, at + 3, out);
        }
    }

    private static void putFuel(Frame frame, int n, Sink out) {
        put(frame.u8(), 0xFF, 0.01, 2, VOLTAGE, n, out);
        put(frame.u16(), 0xFFFF, 1, 0, FUEL_RAW, n, out);
        putDegrees(frame.u16(), FUEL_TEMPERATURE, n, out);
        put(frame.skip(2).u8(), 0xFF, 1, 0, STATE, n, out);
        put(frame.u8(), 0xFF, 1, -128, DBM, n, out);
    }

    private static void putClimate(Frame frame, int kind, int n, Sink out) {
        put(frame.u8(), 0xFF, 0.01, 2, VOLTAGE, n, out);
        put(frame.u8(), 0xFF, 1, 0, LEVEL, n, out);
        putDegrees(frame.u16(), TEMPERATURE, n, out);
        if (kind == CLIMATE) {
            put(frame.u16(), 0xFFFF, 0.01, 0, HUMIDITY, n, out);
            putState(frame.u16(), 0xFFFF, LIGHT, n, out);
        } else {
            putState(frame.u8(), 0xFF, kind == DOOR ? OPEN : RELAY_ON, n, out);
        }
        put(frame.u8(), 0xFF, 1, -128, DBM, n, out);
    }

    private static void putState(int value, int none, Param param, int n, Sink out) {
        if (value != none) {
            out.put(param, n, (value & 1) != 0);
        }
    }

    private static void putDegrees(int value, Param param, int n, Sink out) {
        if (value != 0xFFFF) {
            int hundredths = value & 0x7FFF;
            out.put(param, n, (value > 0x7FFF ? -hundredths : hundredths) / 100.0);
        }
    }

    private static void put(int raw, int none, double factor, double offset, Param param, int n, Sink out) {
        if (raw != none) {
            out.put(param, n, raw * factor + offset);
        }
    }
}
