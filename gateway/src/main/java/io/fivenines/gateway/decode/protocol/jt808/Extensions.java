package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Items that hold items of their own. */
final class Extensions {
    private static final ElementTable LIST = ElementTable.load("jt808-extension.tsv", "jt808.extension.#");
    private static final ElementTable PIDS = ElementTable.load("jt808-pid.tsv", "jt808.pid.#");
    private static final ElementTable REPORTS = ElementTable.load("jt808-report.tsv", "jt808.report.#");

    private static final Param FUEL_LEVEL = Param.named("fuel.level.#");
    private static final Param FUEL_VOLUME = Param.named("fuel.volume.#");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param IMEI = Param.named("device.imei");
    private static final Param ZONE = Param.named("jt808.timezone");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param IGNITION = Param.named("jt808.ignition.event");
    private static final Param VIN = Param.named("can.vin");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param ILLUMINANCE = Param.named("illuminance");
    private static final Param PRESSURE = Param.named("pressure");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");

    private final Alarms alarms;
    private final Cells cells;

    Extensions(Alarms alarms, Cells cells) {
        this.alarms = alarms;
        this.cells = cells;
    }

    /** EB: cells with their country once, or the tracker's zone as text, or a list: length u16, id u16, value. */
    boolean list(Frame frame, int length, Sink out) {
        int start = frame.offset();
        if (length >= 8 && frame.u16() > 200 && cells.network(frame.seek(start), length, 1, 2, 2, out)) {
            return true;
        }
        frame.seek(start);
        if (Chars.isText(frame, length)) {
            Chars.put(frame, length, ZONE, out);
            return true;
        }
        int end = start + length;
        while (end - frame.offset() >= 4) {
            int more = frame.u16() - 2;
            int id = frame.u16();
            int next = frame.offset() + more;
            if (more < 0 || next > end) {
                break;
            }
            listed(frame, id, more, out);
            frame.seek(next);
        }
        return true;
    }

    private void listed(Frame frame, int id, int length, Sink out) {
        if (LIST.find(id << 8 | length) != null) {
            LIST.put(out, id << 8 | length, frame.unsigned(length), length);
            return;
        }
        switch (id << 8 | length) {
            case 0x000103 -> out.put(FUEL_LEVEL, 1, frame.u16() / 10.0);
            case 0x008904 -> {
                int bits = frame.i32();
                alarms.raiseIf((bits & 1) == 0, Alarms.POWER_CUT);
                alarms.raiseIf((bits & 1 << 12) == 0, Alarms.REMOVING);
            }
            case 0x00B20A -> iccid(frame, out);
            case 0x00C504 -> {
                int bits = frame.i32();
                alarms.raiseIf((bits & 1 << 6) == 0, Alarms.VIBRATION);
                int motion = bits >> 23 & 3;
                if (motion < 2) {
                    out.put(MOVEMENT, motion == 0);
                }
            }
            case 0x00D809, 0x00D80C -> cells.one(frame, out);
            case 0x00D50F -> Chars.put(frame, length, IMEI, out);
            case 0x00FB14 -> Chars.put(frame, length, ICCID, out);
            default -> listedMore(frame, id, length, out);
        }
    }

    private void listedMore(Frame frame, int id, int length, Sink out) {
        if (id == 0xB9 && length > 1) {
            cells.wifiText(frame.skip(1), length - 1, out);
        } else if (id == 0x23 && length == 6) {
            Fields litres = frame.split(length, ' ');
            if (litres.isReal(0)) {
                out.put(FUEL_VOLUME, 2, litres.real(0));
            } else {
                out.put(LIST.unknown(), id, litres.text(0));
            }
        } else {
            Items.unknown(frame, LIST.unknown(), id, length, out);
        }
    }

    /** Digits filled up with F. */
    private static void iccid(Frame frame, Sink out) {
        int digits = 20;
        while (digits > 0 && (frame.at(frame.offset() + (digits - 1) / 2) >> (digits % 2 == 0 ? 0 : 4) & 15) == 15) {
            digits--;
        }
        if (digits > 0) {
            out.put(ICCID, frame.hexText(10, 0, digits));
        }
    }

    /** E8 of Jimi's cameras: kind u16, length u8, content; kind 20 05 is a list of id u16, length u8, value. */
    boolean report(Frame frame, int length, Sink out) {
        if (length < 3) {
            return false;
        }
        int end = frame.offset() + length;
        int kind = frame.u16();
        frame.u8();
        if (kind == 0x2003 && length >= 10) {
            // Charging u8, level in sixths u8, battery, signal, supply.
            CameraReport.power(frame, out);
        } else if (kind == 0x2005) {
            while (end - frame.offset() >= 3) {
                int id = frame.u16();
                int more = Math.min(frame.u8(), end - frame.offset());
                int next = frame.offset() + more;
                if (id == 5 && more == 10) {
                    iccid(frame, out);
                } else {
                    number(REPORTS, frame, id, more, out);
                }
                frame.seek(next);
            }
        } else if (kind == 0x0C03 || kind == 0x0C04) {
            out.put(IGNITION, kind == 0x0C03);
        } else {
            out.put(EVENT, (long) kind);
            alarms.raise(CameraReport.alarm(kind));
        }
        return true;
    }

    private static void number(ElementTable table, Frame frame, int id, int length, Sink out) {
        if (length < 1 || length > 8) {
            Items.unknown(frame, table.unknown(), id, length, out);
        } else {
            table.put(out, id, frame.unsigned(length), length);
        }
    }

    /** EA: kind u8, then a list of id u8, length u8, value. */
    boolean environment(Frame frame, int length, Sink out) {
        if (length < 3) {
            return false;
        }
        int end = frame.offset() + length;
        frame.u8();
        while (end - frame.offset() >= 2) {
            int id = frame.u8();
            int more = Math.min(frame.u8(), end - frame.offset());
            int next = frame.offset() + more;
            switch (id << 8 | more) {
                case 0x1302 -> out.put(ILLUMINANCE, (long) frame.u16());
                case 0x1402 -> out.put(PRESSURE, (long) frame.u16());
                case 0x1502 -> out.put(HUMIDITY, 1, frame.u16() / 10.0);
                case 0x1602 -> out.put(TEMPERATURE, 1, frame.u16() / 10.0 - 50);
                default -> {}
            }
            frame.seek(next);
        }
        return false;
    }

    /** F3: a list of id u16, length u8, value. */
    boolean vehicle(Frame frame, int length, Sink out) {
        int end = frame.offset() + length;
        while (end - frame.offset() >= 3) {
            int id = frame.u16();
            int more = Math.min(frame.u8(), end - frame.offset());
            int next = frame.offset() + more;
            if (id == 0x50 && Chars.isText(frame, more)) {
                Chars.put(frame, more, VIN, out);
            } else {
                number(PIDS, frame, id, more, out);
            }
            frame.seek(next);
        }
        return length >= 3;
    }

    /** FE: the mark 7C, then a list of id u8, length u8, value; else the charge of the battery. */
    boolean marked(Frame frame, int length, Sink out) {
        int end = frame.offset() + length;
        if (length < 2 || frame.at(frame.offset()) != 0x7C) {
            return false;
        }
        frame.u8();
        while (end - frame.offset() >= 2) {
            int id = frame.u8();
            int more = Math.min(frame.u8(), end - frame.offset());
            int next = frame.offset() + more;
            if (id == 1 && more == 4) {
                int flags = frame.i32();
                alarms.raiseIf((flags & 1) != 0, Alarms.ACCELERATION);
                alarms.raiseIf((flags & 2) != 0, Alarms.BRAKING);
                alarms.raiseIf((flags & 4) != 0, Alarms.CORNERING);
                alarms.raiseIf((flags & 8) != 0, Alarms.CRASH);
                alarms.raiseIf((flags & 16) != 0, Alarms.TAMPER);
            }
            frame.seek(next);
        }
        return false;
    }
}
