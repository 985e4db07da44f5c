package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The mobile network, and Wi-Fi stations around.
 *
 * <pre>
 * 15 moment | operator, UTF-16 low byte first | technology | band | (IMSI | (ICCID))       each behind its length u8
 * 15 moment | own address 6 | (address 6, dBm i8) three times
 * </pre>
 */
final class Network {
    private static final int MOMENT = 6;
    private static final int MAC = 6;
    private static final int STATIONS = 3;

    private static final Param OPERATOR = Param.named("gsm.operator.name");
    private static final Param TECHNOLOGY = Param.named("t800x.network.technology");
    private static final Param BAND = Param.named("t800x.network.band");
    private static final Param IMSI = Param.named("sim.imsi");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param WIFI = Param.named("wifi.mac.#");
    private static final Param WIFI_SIGNAL = Param.named("wifi.signal.dbm.#");
    private static final Param OWN = Param.named("t800x.wifi.own.mac");

    private Network() {}

    static void store(Frame frame, WideText text, Sink out) {
        out.message(Place.moment(frame, T800x.DATA));
        int length = frame.seek(T800x.DATA + MOMENT).u8();
        int from = frame.offset();
        frame.skip(length);
        if (frame.truncated()) {
            return;
        }
        out.put(OPERATOR, text.over(frame, from, from + length));
        put(frame, TECHNOLOGY, out);
        put(frame, BAND, out);
        if (frame.remaining() > 0) {
            put(frame, IMSI, out);
        }
        if (frame.remaining() > 0) {
            put(frame, ICCID, out);
        }
    }

    private static void put(Frame frame, Param param, Sink out) {
        int length = frame.u8();
        CharSequence text = frame.text(length);
        if (text.length() > 0) {
            out.put(param, text);
        }
    }

    static void storeStations(Frame frame, Sink out) {
        out.message(Place.moment(frame, T800x.DATA));
        frame.seek(T800x.DATA + MOMENT);
        if (isMac(frame)) {
            out.put(OWN, frame.macText());
        } else {
            frame.skip(MAC);
        }
        for (int n = 1; n <= STATIONS && !frame.truncated(); n++) {
            if (isMac(frame)) {
                out.put(WIFI, n, frame.macText()).put(WIFI_SIGNAL, n, frame.i8());
            } else {
                frame.skip(MAC + 1);
            }
        }
    }

    /** Bits all set, or none, are no address. */
    private static boolean isMac(Frame frame) {
        int first = frame.at(frame.offset());
        for (int i = 0; i < MAC; i++) {
            int octet = frame.at(frame.offset() + i);
            if (octet != first || octet != 0 && octet != 0xFF) {
                return octet >= 0;
            }
        }
        return false;
    }
}
