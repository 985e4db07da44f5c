package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The additional items of a location: id u8, length u8, value. Makers give one number several meanings, which the
 * length often tells apart; what is not known keeps its number.
 */
final class Items {
    private static final ElementTable TABLE = ElementTable.load("jt808.tsv", "jt808.item.#");
    private static final Param FUEL = Param.named("fuel.volume");
    private static final Param FUEL_LEVEL = Param.named("fuel.level");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param AREA_KIND = Param.named("jt808.area.kind");
    private static final Param AREA = Param.named("geofence.id");
    private static final Param ROUTE_TIME = Param.named("jt808.route.time");
    private static final Param ROUTE_RESULT = Param.named("jt808.route.result");
    private static final Param ANALOG = Param.named("jt808.analog.#");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");

    private final Alarms alarms;
    private final Cells cells = new Cells();
    private final MakersItems makers;

    Items(Alarms alarms) {
        this.alarms = alarms;
        makers = new MakersItems(alarms, cells);
    }

    /** Whether items, each as long as it says, fill what is left. */
    static boolean fill(Frame frame) {
        int at = frame.offset();
        while (at < frame.length()) {
            at += 2 + Math.max(0, frame.at(at + 1));
        }
        return at == frame.length();
    }

    void put(Frame frame, Sink out) {
        cells.begin();
        while (frame.remaining() >= 2) {
            int id = frame.u8();
            int length = Math.min(frame.u8(), frame.remaining());
            int end = frame.offset() + length;
            one(frame, id, length, out);
            frame.seek(end);
        }
    }

    private void one(Frame frame, int id, int length, Sink out) {
        boolean known = TABLE.find(id << 8 | length) != null;
        if (known) {
            TABLE.put(out, id << 8 | length, frame.unsigned(length), length);
            return;
        }
        int start = frame.offset();
        if (!standard(frame, id, length, out) && !makers.put(frame.seek(start), id, length, out)) {
            unknown(frame.seek(start), TABLE.unknown(), id, length, out);
        }
    }

    /** Puts a value without a known meaning under its number. */
    static void unknown(Frame frame, Param family, int id, int length, Sink out) {
        if (length > 8) {
            out.put(family, id, Chars.isText(frame, length) ? frame.text(length) : frame.hexText(length));
        } else if (length > 0) {
            out.put(family, id, frame.unsigned(length));
        }
    }

    private boolean standard(Frame frame, int id, int length, Sink out) {
        switch (id << 8 | length) {
            case 0x0202 -> {
                int fuel = frame.u16();
                if (fuel < 0x8000) {
                    out.put(FUEL, fuel / 10.0);
                } else {
                    out.put(FUEL_LEVEL, (long) (fuel & 0x7FFF));
                }
            }
            case 0x0602 -> out.put(TEMPERATURE, 1, (long) signed(frame.u16()));
            case 0x1101 -> out.put(AREA_KIND, (long) frame.u8());
            case 0x1105 -> area(frame, out);
            case 0x1206 -> {
                area(frame, out);
                alarms.raise(frame.u8() == 0 ? Alarms.GEOFENCE_ENTER : Alarms.GEOFENCE_EXIT);
            }
            case 0x1307 -> {
                out.put(AREA, frame.u32()).put(ROUTE_TIME, (long) frame.u16());
                out.put(ROUTE_RESULT, (long) frame.u8());
            }
            case 0x2B04, 0xA704 -> {
                out.put(ANALOG, 2, (long) frame.u16());
                out.put(ANALOG, 1, (long) frame.u16());
            }
            case 0x3001 -> {
                out.put(SIGNAL, (long) frame.u8());
                cells.signalPut();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void area(Frame frame, Sink out) {
        out.put(AREA_KIND, (long) frame.u8()).put(AREA, frame.u32());
    }

    /** The uppermost bit is the sign. */
    static int signed(int word) {
        return word < 0x8000 ? word : -(word & 0x7FFF);
    }
}
