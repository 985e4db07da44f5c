package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Items of makers that are more than a number. Each checks its length before it reads: none may spoil a location. */
final class MakersItems {
    /** Items that are a text. */
    private static final Param[] TEXTS = new Param[256];

    static {
        TEXTS[0x67] = Param.named("jt808.lock.password");
        TEXTS[0x6C] = Param.named("sim.imsi");
        TEXTS[0x71] = Param.named("sim.iccid");
        TEXTS[0x8B] = Param.named("can.vin");
        TEXTS[0x94] = TEXTS[0x8B];
        TEXTS[0xA0] = Param.named("can.dtc");
        TEXTS[0xBC] = Param.named("driver.name");
        TEXTS[0xBD] = Param.named("driver.id");
        TEXTS[0xCC] = TEXTS[0x71];
        TEXTS[0xD6] = TEXTS[0x71];
        TEXTS[0xED] = Param.named("rfid.code");
        TEXTS[0xF2] = Param.named("device.firmware.version");
        TEXTS[0xFB] = Param.named("jt808.container");
    }

    private static final Param EVENT = Param.named("event.enum");
    private static final Param CARD = Param.named("rfid.code");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param LABEL = Param.named("jt808.alarm.label");
    private static final Param[] DRIVING_EVENTS = {
        Param.named("jt808.adas.event"),
        Param.named("jt808.dms.event"),
        Param.named("jt808.tire.event"),
        Param.named("jt808.blind.spot.event")
    };
    private static final Param TIRE_SENSOR = Param.named("jt808.tire.sensor.#");
    private static final Param TIRE_PRESSURE = Param.named("tire.pressure.#");
    private static final Param TIRE_TEMPERATURE = Param.named("tire.temperature.#");
    private static final Param TIRE_STATUS = Param.named("jt808.tire.status.#");
    private static final Param SWITCHES = Param.named("jt808.switches");

    private final Alarms alarms;
    private final Cells cells;
    private final HighItems high;

    MakersItems(Alarms alarms, Cells cells) {
        this.alarms = alarms;
        this.cells = cells;
        high = new HighItems(alarms, cells);
    }

    /** Whether the item was understood; what it put is right also if not. */
    boolean put(Frame frame, int id, int length, Sink out) {
        if (TEXTS[id] != null && Chars.isText(frame, length)) {
            Chars.put(frame, length, TEXTS[id], out);
            return true;
        }
        return switch (id) {
            case 0x0B -> Lock.command(frame, length, out);
            case 0x33 -> oldLock(frame, length, out);
            case 0x51 -> temperatures(frame, length, out);
            case 0x53, 0x5D -> cells.counted(frame, length, out);
            case 0x54 -> length % 7 == 1 && frame.u8() == length / 7 && cells.wifi(frame, length - 1, out);
            case 0x56 -> tenths(frame, length, out);
            case 0x57 -> manoeuvres(frame, length, out);
            case 0x60 -> event(frame, length, out);
            case 0x64, 0x65, 0x66, 0x67 -> drivingEvent(frame, id, length, out);
            case 0x70 -> drivingAlarm(frame, length);
            case 0x77 -> tires(frame, length, out);
            default -> high.put(frame, id, length, out);
        };
    }

    /** {@code *M00,45,1131386...}: after the second comma three digits that are hundredths of a volt at its end. */
    private static boolean oldLock(Frame frame, int length, Sink out) {
        if (length < 15 || !frame.has(frame.offset(), "*M00")) {
            return false;
        }
        int at = frame.offset() + 10;
        int hundredths = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = frame.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            hundredths = hundredths * 10 + digit;
        }
        out.put(BATTERY, hundredths / 100.0);
        return false;
    }

    private static boolean temperatures(Frame frame, int length, Sink out) {
        if (length % 2 != 0 || length > 16) {
            return false;
        }
        for (int i = 1; i <= length / 2; i++) {
            int value = frame.u16();
            if (value != 0xFFFF) {
                out.put(TEMPERATURE, i, Items.signed(value) / 10.0);
            }
        }
        return length > 0;
    }

    private static boolean tenths(Frame frame, int length, Sink out) {
        if (length != 2) {
            return false;
        }
        out.put(LEVEL, frame.u8() * 10L);
        return true;
    }

    private boolean manoeuvres(Frame frame, int length, Sink out) {
        if (length < 4) {
            return false;
        }
        int flags = frame.u16();
        alarms.raiseIf((flags & 1 << 8) != 0, Alarms.ACCELERATION);
        alarms.raiseIf((flags & 1 << 9) != 0, Alarms.BRAKING);
        alarms.raiseIf((flags & 1 << 10) != 0, Alarms.CORNERING);
        out.put(SWITCHES, (long) frame.u16());
        return true;
    }

    private static boolean event(Frame frame, int length, Sink out) {
        if (length < 2) {
            return false;
        }
        out.put(EVENT, (long) frame.u16());
        if (length > 2) {
            Chars.put(frame, length - 2, CARD, out);
        }
        return true;
    }

    /** Active safety (T/JSATL 12): serial u32, status u8, event u8, ..., label of its files in the last 16 bytes. */
    private static boolean drivingEvent(Frame frame, int id, int length, Sink out) {
        if (length < 6) {
            return false;
        }
        int start = frame.offset();
        out.put(DRIVING_EVENTS[id - 0x64], (long) frame.skip(5).u8());
        if (length >= 47) {
            out.put(LABEL, frame.seek(start + length - 16).hexText(16));
        }
        return true;
    }

    private boolean drivingAlarm(Frame frame, int length) {
        if (length < 6) {
            return false;
        }
        switch (frame.skip(5).u8()) {
            case 0x01 -> alarms.raise(Alarms.ACCELERATION);
            case 0x02 -> alarms.raise(Alarms.BRAKING);
            case 0x03 -> alarms.raise(Alarms.CORNERING);
            case 0x16 -> alarms.raise(Alarms.CRASH);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Tyres: index u8, sensor 3, pressure in 10 bits of 1/40 bar, temperature u8 - 50, status u8. */
    private static boolean tires(Frame frame, int length, Sink out) {
        if (length % 8 != 0) {
            return false;
        }
        for (int i = 0; i < length / 8; i++) {
            int tire = frame.u8();
            out.put(TIRE_SENSOR, tire, frame.hexText(3));
            out.put(TIRE_PRESSURE, tire, (frame.u16() & 0x3FF) * 2.5);
            out.put(TIRE_TEMPERATURE, tire, frame.u8() - 50L);
            out.put(TIRE_STATUS, tire, (long) frame.u8());
        }
        return true;
    }
}
