package io.fivenines.gateway.decode.protocol.ruptela;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a tracker says of itself when it connects. Packed (command 15):
 *
 * <pre>
 * 0    4        15   23       27       31   35
 * +----+--------+----+--------+--------+----+-----+
 * |kind|firmware|IMSI|operator|distance|time|angle|
 * +----+--------+----+--------+--------+----+-----+
 * </pre>
 *
 * <p>Tagged (18), where a value has the form it has when packed:
 *
 * <pre>
 * +-------+-----+---+------+-----+---+------+-----+
 * |version|count|tag|length|value|tag|length|value|...
 * +-------+-----+---+------+-----+---+------+-----+
 * </pre>
 */
final class Identification {
    private static final Param MODEL = Param.named("device.model");
    private static final Param FIRMWARE = Param.named("device.firmware.version");
    private static final Param HARDWARE = Param.named("device.hardware.version");
    private static final Param BOOTLOADER = Param.named("device.bootloader.version");
    private static final Param CONFIGURATION = Param.named("device.configuration.tag");
    private static final Param CONFIGURED = Param.named("device.configuration.timestamp");
    private static final Param TLS = Param.named("device.tls.enum");
    private static final Param IMSI = Param.named("sim.imsi");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param OPERATOR = Param.named("gsm.operator.code");
    private static final Param DISTANCE = Param.named("settings.distance");
    private static final Param TIME = Param.named("settings.time");
    private static final Param ANGLE = Param.named("settings.angle");
    private static final Param OTHER = Param.named("ruptela.data.*");

    private static final int LENGTH = 37;
    private static final int NUMBER_OCTETS_MAX = 8;
    private static final int UNKNOWN = 0;

    private Identification() {}

    static Verdict packed(Frame frame, Sink out) {
        if (frame.remaining() < LENGTH) {
            return Verdict.TRUNCATED;
        }
        out.message(Sink.NO_TIME);
        put(frame, 1, 4, out);
        put(frame, 2, 11, out);
        put(frame, 3, 8, out);
        put(frame, 4, 4, out);
        put(frame, 5, 4, out);
        put(frame, 6, 4, out);
        put(frame, 7, 2, out);
        return Passage.bytes(frame, 15, out);
    }

    static Verdict tagged(Frame frame, Sink out) {
        frame.u8();
        int count = frame.u8();
        out.message(Sink.NO_TIME);
        for (int i = 0; i < count && !frame.truncated(); i++) {
            int tag = frame.u8();
            put(frame, tag, frame.u8(), out);
        }
        return frame.truncated() ? Verdict.TRUNCATED : Passage.bytes(frame, 18, out);
    }

    private static void put(Frame frame, int tag, int length, Sink out) {
        int next = frame.offset() + length;
        boolean number = tag > 2 && tag < 9 || tag == 15;
        switch (number && length > NUMBER_OCTETS_MAX ? UNKNOWN : tag) {
            case 1 -> text(frame, length, MODEL, out);
            case 2 -> text(frame, length, FIRMWARE, out);
            case 3 -> out.put(IMSI, frame.decimalText(length, 1));
            case 4 -> out.put(OPERATOR, frame.unsigned(length));
            case 5 -> out.put(DISTANCE, frame.unsigned(length));
            case 6 -> out.put(TIME, frame.unsigned(length));
            case 7 -> out.put(ANGLE, frame.unsigned(length));
            case 8 -> out.put(TLS, frame.unsigned(length));
            case 9 -> text(frame, length, BOOTLOADER, out);
            case 10 -> text(frame, length, HARDWARE, out);
            case 11 -> text(frame, length, CONFIGURATION, out);
            case 15 -> out.put(CONFIGURED, frame.unsigned(length));
            case 21 -> text(frame, length, ICCID, out);
            default -> out.put(OTHER, Integer.toString(tag), frame.hexText(length));
        }
        frame.seek(next);
    }

    private static void text(Frame frame, int length, Param param, Sink out) {
        int trimmed = length;
        while (trimmed > 0 && frame.at(frame.offset() + trimmed - 1) <= ' ') {
            trimmed--;
        }
        if (trimmed > 0) {
            out.put(param, frame.text(trimmed));
        }
    }
}
