package io.fivenines.gateway.decode.protocol.egts;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The sub-records of telematic data; those of other services, and those not known, are kept by their number. */
final class TeleData {
    private static final int TELEDATA = 2;
    private static final int COMMANDS = 4;
    private static final int COMMAND = 51;
    private static final int POSITION = 16;
    private static final int POSITION_LENGTH = 21;
    private static final int PIECE = 512;

    private static final Param SUB_RECORD = Param.named("egts.subrecord.#");
    private static final Param VDOP = Param.named("position.vdop");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param PDOP = Param.named("position.pdop");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SYSTEMS = Param.named("egts.gnss.systems");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param INPUTS = Param.named("egts.inputs.#");
    private static final Param ANALOG = Param.named("egts.analog.#");
    private static final Param COUNTER = Param.named("counter.#");
    private static final Param MODE = Param.named("egts.mode");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param INTERNAL_BATTERY = Param.named("egts.battery.internal.voltage");
    private static final Param STATE = Param.named("device.status");
    private static final Param RESULT = Param.named("command.result");
    private static final Param COMMAND_ID = Param.named("egts.command.id");
    private static final Param COMMAND_STATUS = Param.named("egts.command.status");

    private TeleData() {}

    /** The time of the position in the sub-records that fill the frame; the given one where there is none. */
    static long timeMs(Frame frame, long otherwise) {
        int start = frame.offset();
        long time = otherwise;
        while (frame.remaining() >= 3) {
            int kind = frame.u8();
            int length = Math.min(frame.u16le(), frame.remaining());
            int next = frame.offset() + length;
            if (kind == POSITION && length >= POSITION_LENGTH) {
                time = (frame.u32le() + Records.EPOCH) * 1000;
            }
            frame.seek(next);
        }
        frame.seek(start);
        return time;
    }

    static void put(Frame frame, int service, Sink out) {
        while (frame.remaining() >= 3) {
            int kind = frame.u8();
            int length = Math.min(frame.u16le(), frame.remaining());
            int start = frame.offset();
            boolean known = service == TELEDATA && data(frame, kind, length, out)
                    || service == COMMANDS && kind == COMMAND && command(frame, length, out);
            if (!known && length > 0) {
                out.put(SUB_RECORD, kind, frame.seek(start).hexText(Math.min(length, PIECE)));
            }
            frame.seek(start + length);
        }
    }

    private static boolean data(Frame frame, int kind, int length, Sink out) {
        return switch (kind) {
            case POSITION -> length >= POSITION_LENGTH && Position.put(frame, length, out);
            case 17 -> precision(frame, length, out);
            case 18 -> sensors(frame, length, out);
            case 19 -> counters(frame, length, out);
            // 20 in the standard, 21 in Order 285, where 20 are accelerations.
            case 20, 21 -> length == 5 && state(frame, out);
            case 24 -> length == 4 && single(frame, ANALOG, out);
            case 25 -> length == 4 && single(frame, COUNTER, out);
            case 27 -> Liquid.put(frame, length, out);
            default -> false;
        };
    }

    private static boolean precision(Frame frame, int length, Sink out) {
        int flags = frame.u8();
        int need = 1 + 2 * Integer.bitCount(flags & 0x17) + (flags >> 3 & 1);
        if (length < need) {
            return false;
        }
        hundredths(frame, flags, VDOP, out);
        hundredths(frame, flags >> 1, HDOP, out);
        hundredths(frame, flags >> 2, PDOP, out);
        if ((flags & 8) != 0) {
            out.put(SATELLITES, (long) frame.u8());
        }
        if ((flags & 16) != 0) {
            out.put(SYSTEMS, (long) frame.u16le());
        }
        return true;
    }

    private static void hundredths(Frame frame, int flag, Param param, Sink out) {
        if ((flag & 1) != 0) {
            out.put(param, frame.u16le() / 100.0);
        }
    }

    /** Which groups of inputs there are u8, outputs u8, which analogue inputs u8; inputs u8 each, analogue u24 each. */
    private static boolean sensors(Frame frame, int length, Sink out) {
        int groups = frame.u8();
        int outputs = frame.u8();
        int analog = frame.u8();
        if (length < 3 + Integer.bitCount(groups) + 3 * Integer.bitCount(analog)) {
            return false;
        }
        out.put(OUTPUTS, (long) outputs);
        for (int i = 1; i <= 8; i++) {
            if ((groups >> i - 1 & 1) != 0) {
                out.put(INPUTS, i, (long) frame.u8());
            }
        }
        triples(frame, analog, ANALOG, out);
        return true;
    }

    private static boolean counters(Frame frame, int length, Sink out) {
        int flags = frame.u8();
        if (length < 1 + 3 * Integer.bitCount(flags)) {
            return false;
        }
        triples(frame, flags, COUNTER, out);
        return true;
    }

    private static void triples(Frame frame, int flags, Param family, Sink out) {
        for (int i = 1; i <= 8; i++) {
            if ((flags >> i - 1 & 1) != 0) {
                out.put(family, i, (long) frame.u24le());
            }
        }
    }

    private static boolean single(Frame frame, Param family, Sink out) {
        int number = frame.u8();
        out.put(family, number, (long) frame.u24le());
        return true;
    }

    /** Mode, supply, reserve and inner battery in tenths of a volt, flags. */
    private static boolean state(Frame frame, Sink out) {
        out.put(MODE, (long) frame.u8()).put(SUPPLY, frame.u8() / 10.0).put(BATTERY, frame.u8() / 10.0);
        out.put(INTERNAL_BATTERY, frame.u8() / 10.0).put(STATE, (long) frame.u8());
        return true;
    }

    /** Kind and result u8, number u32, source u32, flags u8, [charset u8], [length u8, code], what it says. */
    private static boolean command(Frame frame, int length, Sink out) {
        int end = frame.offset() + length;
        if (length < 10) {
            return false;
        }
        int kindAndState = frame.u8();
        long identifier = frame.u32le();
        out.put(COMMAND_STATUS, (long) (kindAndState & 15)).put(COMMAND_ID, identifier);
        RemoteCommand.answered(kindAndState, identifier, out);
        int flags = frame.skip(4).u8();
        frame.skip(flags & 1);
        if ((flags & 2) != 0) {
            frame.skip(Math.min(frame.u8(), Math.max(0, end - frame.offset())));
        }
        int rest = end - frame.offset();
        out.put(RESULT, frame.hexText(Math.min(Math.max(rest, 0), PIECE)));
        return true;
    }
}
