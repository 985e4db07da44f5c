package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What goes with the state of the vehicle instead of a place, and the parts of a report that has all in one.
 *
 * <pre>
 * part: tag u16 | length u16 | data
 * 0002 readings, each number u16, length u16, value · 0004 numbers · 0006, 000B trouble codes
 * 0007 index u32, alarms
 * 0010 own temperature 0.1 · 0011 to 0014 temperatures 0.1 · 0020 supply 0.01 V · 0021 battery
 * </pre>
 */
final class StateReport {
    private static final int SAMPLE = 6;
    private static final double UNITS_IN_G = 64;
    private static final int TEXT_MAX = 512;
    private static final int PART_HEAD = 4;

    private static final Param INTERVAL = Param.named("castel.interval");
    private static final Param X = Param.named("castel.acceleration.x.#");
    private static final Param Y = Param.named("castel.acceleration.y.#");
    private static final Param Z = Param.named("castel.acceleration.z.#");
    private static final Param SUPPORTED = Param.named("castel.pid.supported");
    private static final Param FLAG = Param.named("castel.snapshot.flag");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param ENGINE_SPEED = Param.named("can.engine.rpm");
    private static final Param OWN_TEMPERATURE = Param.named("device.temperature");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param SUPPLY = Param.named("castel.supply.voltage");
    private static final Param BATTERY = Param.named("castel.battery");
    private static final Param ALARM_INDEX = Param.named("castel.alarm.index");
    private static final Param PART = Param.named("castel.part.#");

    private final Trouble trouble = new Trouble();

    Verdict store(Frame frame, int kind, Sink out) {
        int stat = frame.offset();
        long nowMs = Stat.nowMs(frame, stat);
        if (frame.seek(stat).remaining() < Stat.LENGTH) {
            return Verdict.TRUNCATED;
        }
        out.message(nowMs);
        Alarm.putState(Stat.put(frame, out), out);
        switch (kind & 0xFF) {
            case 0x02 -> {
                out.put(INTERVAL, frame.u16le());
                Reading.storeGroups(frame, nowMs, out);
            }
            case 0x03 -> putAcceleration(frame, out);
            case 0x04 -> {
                int length = Math.min(TEXT_MAX, 2 * frame.u8());
                out.put(SUPPORTED, frame.hexText(length));
            }
            case 0x05 -> {
                out.put(FLAG, frame.u8());
                Reading.putAll(frame, out);
            }
            case 0x06 -> trouble.putPassenger(frame, out);
            case 0x08 -> out.put(LAC, frame.u16le()).put(CELL, frame.u16le());
            default -> Trouble.putCommercial(frame, out);
        }
        return Castel.storeRest(frame, out);
    }

    private static void putAcceleration(Frame frame, Sink out) {
        out.put(INTERVAL, frame.u16le());
        int count = frame.u8();
        for (int i = 1; i <= count && frame.remaining() >= SAMPLE; i++) {
            out.put(X, i, frame.i16le() / UNITS_IN_G).put(Y, i, frame.i16le() / UNITS_IN_G);
            out.put(Z, i, frame.i16le() / UNITS_IN_G);
        }
    }

    static void putFuel(Frame frame, Sink out) {
        out.put(FUEL, 1, frame.u16le());
    }

    static void putEngineSpeed(Frame frame, Sink out) {
        out.put(ENGINE_SPEED, frame.u16le());
    }

    /** The parts up to the frame's end; whether alarms were among them. */
    boolean putParts(Frame frame, Sink out) {
        boolean alarms = false;
        while (frame.remaining() >= PART_HEAD) {
            int tag = frame.u16le();
            int length = frame.u16le();
            int was = frame.narrow(length);
            if (frame.truncated()) {
                return alarms;
            }
            alarms |= tag == 0x0007;
            putPart(frame, tag, out);
            frame.widen(was);
        }
        return alarms;
    }

    private void putPart(Frame frame, int tag, Sink out) {
        switch (tag) {
            case 0x0002 -> {
                for (int left = frame.u8(); left > 0 && frame.remaining() >= PART_HEAD; left--) {
                    int number = frame.u16le();
                    int length = frame.u16le();
                    Reading.put(frame, number, length, out);
                }
            }
            case 0x0004 -> out.put(SUPPORTED, frame.skip(1).hexText(Math.min(TEXT_MAX, frame.remaining())));
            case 0x0006 -> trouble.putPassenger(frame, out);
            case 0x0007 -> {
                out.put(ALARM_INDEX, frame.u32le());
                Alarm.putList(frame, out);
            }
            case 0x000B -> Trouble.putCommercial(frame, out);
            case 0x0010 -> out.put(OWN_TEMPERATURE, frame.i16le() / 10.0);
            case 0x0011, 0x0012, 0x0013, 0x0014 -> out.put(TEMPERATURE, tag - 0x0010, frame.i16le() / 10.0);
            case 0x0020 -> out.put(SUPPLY, frame.u16le() / 100.0);
            case 0x0021 -> out.put(BATTERY, frame.u16le());
            default -> out.put(PART, tag, frame.hexText(Math.min(TEXT_MAX, frame.remaining())));
        }
    }
}
