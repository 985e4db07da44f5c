package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Digits;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Makers' items from D0 on, where JT/T 808 leaves the numbers to them. */
final class HighItems {
    private static final int CHARGING = 0xFF;

    private static final Param LEVEL = Param.named("battery.level");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param CHARGES = Param.named("battery.charging.status");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param ILLUMINANCE = Param.named("illuminance");
    private static final Param PRESSURE = Param.named("pressure");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param IMEI = Param.named("device.imei");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param DRIVER = Param.named("driver.id");

    private final Alarms alarms;
    private final Cells cells;
    private final Extensions extensions;
    private final Digits digits = new Digits();

    HighItems(Alarms alarms, Cells cells) {
        this.alarms = alarms;
        this.cells = cells;
        extensions = new Extensions(alarms, cells);
    }

    boolean put(Frame frame, int id, int length, Sink out) {
        return switch (id) {
            case 0xD0 -> userStatus(frame, length);
            case 0xD4, 0xE1, 0xE9 -> levelOrDriver(frame, id, length, out);
            case 0xDA -> lockStatus(frame, length, out);
            case 0xE3 -> battery(frame, length, out);
            case 0xE4 -> charge(frame, length, out);
            case 0xE6 -> ObdText.put(frame, length, out) || sensors(frame, length, out);
            case 0xE7 -> buttons(frame, length);
            case 0xE8 -> extensions.report(frame, length, out);
            case 0xEA -> extensions.environment(frame, length, out);
            case 0xEB -> extensions.list(frame, length, out);
            case 0xEC, 0xF4 -> cells.wifi(frame, length, out);
            case 0xEE -> supply(frame, length, out);
            case 0xF0 -> cells.wide(frame, length, out);
            case 0xF3 -> extensions.vehicle(frame, length, out);
            case 0xF6 -> length == 8 ? imei(frame, out) : environment(frame, length, out);
            case 0xF7 -> capacity(frame, length, out);
            case 0xF8 -> sim(frame, length, out);
            case 0xF9 -> quality(frame, length, out);
            case 0xFE -> extensions.marked(frame, length, out);
            default -> false;
        };
    }

    private boolean userStatus(Frame frame, int length) {
        if (length == 4) {
            alarms.raiseIf((frame.u32() & 8) != 0, Alarms.VIBRATION);
        }
        return false;
    }

    private boolean levelOrDriver(Frame frame, int id, int length, Sink out) {
        if (length == 1) {
            int level = frame.u8();
            if (level == CHARGING) {
                out.put(CHARGES, true);
            } else {
                out.put(LEVEL, (long) level);
            }
            return true;
        }
        if (length == 4) {
            out.put(DRIVER, digits.of(frame.u32()));
            return true;
        }
        return id == 0xE1 && cells.network(frame, length, 2, 3, 4, out);
    }

    private static boolean lockStatus(Frame frame, int length, Sink out) {
        if (length >= 3) {
            out.put(MOVEMENT, (frame.skip(2).u8() & 4) != 0);
        }
        return false;
    }

    private static boolean battery(Frame frame, int length, Sink out) {
        if (length < 4) {
            return false;
        }
        out.put(LEVEL, (long) frame.skip(1).u8()).put(BATTERY, frame.u16() / 100.0);
        return true;
    }

    private static boolean charge(Frame frame, int length, Sink out) {
        if (length != 2) {
            return false;
        }
        out.put(CHARGES, frame.u8() == 0).put(LEVEL, (long) frame.u8());
        return true;
    }

    /** Wireless sensors: index, address, temperature and humidity as a signed whole and a fraction of 255. */
    private static boolean sensors(Frame frame, int length, Sink out) {
        if (length == 0 || length % 11 != 0) {
            return false;
        }
        for (int i = 0; i < length / 11; i++) {
            int sensor = frame.u8();
            out.put(TEMPERATURE, sensor, parts(frame.skip(6)));
            out.put(HUMIDITY, sensor, parts(frame));
        }
        return true;
    }

    private static double parts(Frame frame) {
        int whole = frame.i8();
        double fraction = frame.u8() / 255.0;
        return whole < 0 ? whole - fraction : whole + fraction;
    }

    private boolean buttons(Frame frame, int length) {
        if (length != 8) {
            return false;
        }
        int flags = frame.u16();
        alarms.raiseIf((flags & 1) != 0, Alarms.VIBRATION);
        alarms.raiseIf((flags & 0xE) != 0, Alarms.SOS);
        return true;
    }

    private static boolean supply(Frame frame, int length, Sink out) {
        if (length != 6) {
            return false;
        }
        out.put(SIGNAL, (long) frame.u8()).put(SUPPLY, frame.u16() / 1000.0);
        out.put(BATTERY, frame.u16() / 1000.0).put(SATELLITES, (long) frame.u8());
        return true;
    }

    private static boolean imei(Frame frame, Sink out) {
        out.put(IMEI, frame.hexText(8, 1, 16));
        return true;
    }

    /** AOVX: event, then what the bits of a mask say is there. */
    private static boolean environment(Frame frame, int length, Sink out) {
        int mask = frame.at(frame.offset() + 1);
        int need = 2;
        need += (mask & 1) * 2 + (mask >> 1 & 1) * 2 + (mask >> 2 & 1) * 2;
        need += (mask >> 3 & 1) * 6 + (mask >> 4 & 1) * 10 + (mask >> 5 & 1) * 2;
        if (length < 2 || length < need) {
            return false;
        }
        int event = frame.u8();
        out.put(EVENT, (long) event);
        frame.u8();
        if ((mask & 1) != 0) {
            out.put(ILLUMINANCE, (long) frame.u16());
        }
        if ((mask & 2) != 0) {
            out.put(TEMPERATURE, 1, frame.i16() / 10.0);
        }
        if ((mask & 4) != 0) {
            out.put(HUMIDITY, 1, frame.i16() / 10.0);
        }
        frame.skip((mask >> 3 & 1) * 6 + (mask >> 4 & 1) * 10);
        if ((mask & 32) != 0) {
            out.put(PRESSURE, (long) frame.u16());
        }
        return true;
    }

    private static boolean capacity(Frame frame, int length, Sink out) {
        if (length < 4) {
            return false;
        }
        out.put(BATTERY, frame.u32() / 1000.0);
        if (length >= 5) {
            int state = frame.u8();
            out.put(CHARGES, state == 2 || state == 3);
        }
        if (length >= 6) {
            out.put(LEVEL, (long) frame.u8());
        }
        return true;
    }

    /** AOVX: mode, IMEI, ICCID, name. */
    private static boolean sim(Frame frame, int length, Sink out) {
        if (length < 19) {
            return false;
        }
        out.put(IMEI, frame.skip(1).hexText(8, 1, 16)).put(ICCID, frame.hexText(10));
        return true;
    }

    /** AOVX: a mask, then age u32, time with ignition u32, HDOP u16, time 6, -, intervals 8, temperature i16. */
    private static boolean quality(Frame frame, int length, Sink out) {
        int mask = length < 2 ? 0 : frame.u16();
        int hdop = (mask & 1) * 4 + (mask >> 1 & 1) * 4;
        int temperature = (mask >> 3 & 1) * 6 + (mask >> 5 & 1) * 8;
        if ((mask & 4) == 0 || length < 2 + hdop + 2 + temperature + (mask >> 6 & 1) * 2) {
            return false;
        }
        out.put(HDOP, frame.skip(hdop).u16() / 10.0);
        if ((mask & 64) != 0) {
            out.put(TEMPERATURE, 3, frame.skip(temperature).i16() / 10.0);
        }
        return true;
    }
}
