package io.fivenines.gateway.decode.protocol.jt600;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Records of a place and ten bytes more, or more in the long form.
 *
 * <pre>
 * 1     | satellites u8 | power u8 | flags u8 | altitude u16 | cell u16 | area u16 | signal u8
 * 2     | fuel high u8 | state 4 | kilometres u32 | fuel low u8
 * 3     | fuel 12 bits | fuel 12 bits | fuel 12 bits | kilometres 20 bits | state 24 bits
 * long  | kilometres u32 | satellites u8 | vehicle 4 | state u16 | battery u8 | cell u16 | area u16 | signal u8
 *         from protocol 23 on | area entered u8 | 3 bytes, or 16 that end in the cell's high half u16, mcc u16, mnc u8
 * </pre>
 */
final class BinaryReport {
    private static final int SHORT_MORE = 10;
    private static final int LONG_MORE = 17;
    private static final int CHARGING = 0xFF;
    private static final int PROTOCOL_WITH_TAIL = 0x17;
    private static final int PROTOCOL_WITH_NUMBER = 0x19;
    private static final int TAIL_WITH_NETWORK = 17;
    private static final int WANTS_ANSWER = 0x20;

    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param POWER = Param.named("jt600.power");
    private static final Param FLAGS = Param.named("jt600.flags");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param FUEL = Param.named("fuel.raw.#");
    private static final Param STATUS = Param.named("device.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param CHARGE = Param.named("battery.charging.status");
    private static final Param AREA = Param.named("geofence.id");
    private static final Param TAIL = Param.named("jt600.tail");
    private static final Param REST = Param.named("jt600.rest");
    private static final Param INDEX = Param.named("message.index");

    private BinaryReport() {}

    static Verdict store(Frame frame, Session session, Sink out) {
        boolean isLong = Jt600.isLong(frame);
        int zeros = 0;
        while (zeros < 9 && (frame.at(1 + zeros / 2) >> (zeros % 2 == 0 ? 4 : 0) & 15) == 0) {
            zeros++;
        }
        if (!session.identify(frame.seek(1).hexText(5, zeros, 10))) {
            return Verdict.UNIDENTIFIED;
        }
        int protocol = isLong ? frame.u8() : 0;
        int version = frame.u8() >> 4;
        frame.skip(2);
        int end = frame.length() - 1;
        int more = isLong ? LONG_MORE : SHORT_MORE;
        boolean wanted = false;
        boolean any = false;
        while (end - frame.offset() >= Place.LENGTH + more) {
            Place.store(frame, out);
            if (isLong) {
                wanted |= putLong(frame, protocol, end, out);
            } else {
                putShort(frame, version, out);
            }
            out.put(INDEX, frame.at(end));
            any = true;
        }
        int rest = end - frame.offset();
        if (frame.truncated() || !any && rest > 0) {
            return Verdict.TRUNCATED;
        }
        if (rest > 0) {
            out.put(REST, frame.hexText(rest));
        }
        if (wanted && protocol < PROTOCOL_WITH_NUMBER) {
            out.reply().text("(P35)");
        } else if (wanted) {
            out.reply().text("(P69,0,").decimal(frame.at(end), 1).text(")");
        }
        return Verdict.ACCEPTED;
    }

    private static void putShort(Frame frame, int version, Sink out) {
        switch (version) {
            case 1 -> {
                out.put(SATELLITES, frame.u8()).put(POWER, frame.u8()).put(FLAGS, frame.u8());
                out.put(ALTITUDE, frame.u16())
                        .put(CELL, frame.u16())
                        .put(LAC, frame.u16())
                        .put(SIGNAL, frame.u8());
            }
            case 2 -> {
                int fuel = frame.u8() << 8;
                State.putVehicle(frame.u8(), frame.u8(), frame.u8(), frame.u8(), out);
                out.put(MILEAGE, frame.u32()).put(FUEL, 1, fuel + frame.u8());
            }
            case 3 -> {
                long fuels = frame.unsigned(7);
                for (int tank = 1; tank <= 3; tank++) {
                    out.put(FUEL, tank, fuels >> 56 - 12 * tank & 0xFFF);
                }
                int state = frame.u24();
                out.put(MILEAGE, fuels & 0xFFFFF).put(STATUS, state).put(IGNITION, (state & 1) != 0);
            }
            default -> out.put(TAIL, frame.hexText(SHORT_MORE));
        }
    }

    /** Whether the tracker wants an answer. */
    private static boolean putLong(Frame frame, int protocol, int end, Sink out) {
        out.put(MILEAGE, frame.u32()).put(SATELLITES, frame.u8());
        frame.skip(4);
        int state = frame.u16();
        State.putLock(state, out);
        int battery = frame.u8();
        if (battery == CHARGING) {
            out.put(CHARGE, true);
        } else {
            out.put(LEVEL, battery);
        }
        int cell = frame.u16();
        out.put(LAC, frame.u16()).put(SIGNAL, frame.u8());
        int tail = end - frame.offset();
        long high = 0;
        if (protocol >= PROTOCOL_WITH_TAIL && tail > 0) {
            out.put(AREA, frame.at(frame.offset()));
            if (tail == TAIL_WITH_NETWORK) {
                high = frame.seek(end - 5).u16();
                out.put(MCC, frame.u16()).put(MNC, frame.u8());
            } else {
                out.put(TAIL, frame.hexText(tail));
            }
            frame.seek(end);
        }
        out.put(CELL, high << 16 | cell);
        return (state & WANTS_ANSWER) != 0;
    }
}
