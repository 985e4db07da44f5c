package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The fields of a text report that are lists themselves, parted by bars. */
final class Lists {
    private static final int BATTERY = 3;
    private static final int VEHICLE = 4;

    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param BATTERY_VOLTAGE = Param.named("battery.voltage");
    private static final Param VEHICLE_VOLTAGE = Param.named("external.powersource.voltage");

    private Lists() {}

    static void putCell(Frame frame, int from, int field, Sink out) {
        Fields cell = list(frame, from, field);
        if (cell.isReal(0) && cell.isReal(1) && cell.real(0) > 0) {
            out.put(MCC, (long) cell.real(0)).put(MNC, (long) cell.real(1));
        }
        if (cell.isHex(2) && cell.isHex(3)) {
            out.put(LAC, cell.hex(2)).put(CELL, cell.hex(3));
        }
    }

    static void putVoltages(Frame frame, int from, int field, Sink out) {
        Fields voltages = list(frame, from, field);
        if (!voltages.isHex(BATTERY)) {
            voltages.put(0, BATTERY_VOLTAGE, 1, out);
            voltages.put(1, VEHICLE_VOLTAGE, 1, out);
            return;
        }
        long battery = voltages.hex(BATTERY);
        for (int i = 0; i < BATTERY; i++) {
            if (voltages.isHex(i)) {
                Converter.putFirst(i + 1, voltages.hex(i), Converter.isNew(battery), out);
            }
        }
        Converter.putSupply(battery, voltages.isHex(VEHICLE) ? voltages.hex(VEHICLE) : 0, out);
    }

    private static Fields list(Frame frame, int from, int field) {
        int at = from;
        for (int i = 0; i < field; i++) {
            int comma = frame.find(',', at);
            at = comma < 0 ? frame.length() : comma + 1;
        }
        int next = frame.find(',', at);
        int end = next < 0 ? frame.find('*', at) : next;
        return frame.seek(at).split(Math.max(0, end - at), '|');
    }
}
