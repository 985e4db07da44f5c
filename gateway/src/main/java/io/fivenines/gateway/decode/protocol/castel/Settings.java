package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a reader says of itself.
 *
 * <pre>
 * login     software, ends with 0 | hardware, ends with 0 | count u16 | numbers of settings that are new u16 each
 * answer    number u16 | answers u8 | this one u8 | failed u8 | numbers u16 each | found u8
 *           | (number u16 | length u16 | value) each
 * </pre>
 */
final class Settings {
    private static final int VIN = 0x2001;
    private static final int TEXT_MAX = 512;
    private static final int HEAD = 4;

    private static final Param SOFTWARE = Param.named("device.firmware.version");
    private static final Param HARDWARE = Param.named("device.hardware.version");
    private static final Param NEW = Param.named("castel.settings.new");
    private static final Param NUMBER = Param.named("command.number");
    private static final Param FAILED = Param.named("castel.setting.failed.#");
    private static final Param SETTING = Param.named("castel.setting.#");
    private static final Param VIN_TEXT = Param.named("can.vin");

    private Settings() {}

    static void putLogin(Frame frame, Sink out) {
        putVersions(frame, out);
        int length = 2 * (frame.remaining() < 2 ? 0 : frame.u16le());
        if (length > 0) {
            int kept = Math.min(TEXT_MAX, length);
            out.put(NEW, frame.hexText(kept));
            frame.skip(length - kept);
        }
    }

    static void putVersions(Frame frame, Sink out) {
        putText(frame, SOFTWARE, out);
        putText(frame, HARDWARE, out);
    }

    /** A text up to the zero that ends it, or to the end of the frame. */
    private static void putText(Frame frame, Param param, Sink out) {
        int zero = frame.find(0, frame.offset());
        int length = zero < 0 ? frame.remaining() : zero - frame.offset();
        if (length > 0) {
            out.put(param, frame.text(length));
        }
        if (zero >= 0) {
            frame.skip(1);
        }
    }

    static Verdict storeAnswer(Frame frame, Sink out) {
        out.message(Sink.NO_TIME).put(NUMBER, frame.u16le());
        frame.skip(2);
        for (int left = frame.u8(); left > 0 && frame.remaining() >= 2; left--) {
            out.put(FAILED, frame.u16le(), true);
        }
        for (int left = frame.u8(); left > 0 && frame.remaining() >= HEAD; left--) {
            int number = frame.u16le();
            put(frame, number, frame.u16le(), out);
        }
        return Castel.storeRest(frame, out);
    }

    private static void put(Frame frame, int number, int length, Sink out) {
        boolean text = length > 0 && length <= frame.remaining();
        for (int i = 0; text && i < length; i++) {
            int octet = frame.at(frame.offset() + i);
            text = octet >= ' ' && octet < 0x7F;
        }
        if (text && number == VIN) {
            out.put(VIN_TEXT, frame.text(length));
        } else if (text) {
            out.put(SETTING, number, frame.text(length));
        } else {
            int kept = Math.min(TEXT_MAX, length);
            out.put(SETTING, number, frame.hexText(kept));
            frame.skip(length - kept);
        }
    }
}
