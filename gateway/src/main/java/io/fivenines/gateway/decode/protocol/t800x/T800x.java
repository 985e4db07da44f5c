package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * TopFlyTech T8603, T8803, T8806, T8808, TLW, TLD, TLP and kin (the maker's TOPFLYtechCodec and its user manual).
 *
 * <pre>
 * 0      2        3            5            7           15
 * +------+--------+------------+------------+-----------+------+
 * | head | kind   | length u16 | number u16 | 0, IMEI   | data |
 * +------+--------+------------+------------+-----------+------+
 *   twice 23 T8800, 25 T8800 plus, 26 with OBD, 27 assets    8 BCD
 * </pre>
 *
 * <p>The length is that of the whole frame; there is no checksum. An answer is the frame without its data, to an alarm
 * with the alarm's code. To head 23 it is numbered 1. Encryption, an option of the trackers, is not supported.
 */
public final class T800x implements Codec {
    private static final int LENGTH_MAX = 8 * 1024;
    private static final int LENGTH_AT = 3;
    private static final int IMEI = 7;
    private static final int IMEI_LENGTH = 8;
    static final int DATA = IMEI + IMEI_LENGTH;
    private static final int PIECE = 512;

    private static final int OLDEST = 0x23;
    static final int OBD = 0x26;
    private static final int ASSET = 0x27;

    private static final int LOGIN = 0x01;
    private static final int PLACE = 0x02;
    private static final int HEARTBEAT = 0x03;
    static final int ALARM = 0x04;
    private static final int DRIVING = 0x05;
    private static final int ACCELERATION = 0x06;
    private static final int ACCIDENT = 0x07;
    private static final int SENSORS = 0x10;
    private static final int NETWORK = 0x11;
    private static final int SENSORS_AND_PLACE = 0x12;
    private static final int PLACE_SECOND = 0x13;
    private static final int ALARM_SECOND = 0x14;
    private static final int STATIONS = 0x15;
    static final int PLACE_AND_MOTION = 0x16;
    private static final int ALARM_AND_MOTION = 0x18;
    private static final int LOGIN_SECOND = 0x31;
    private static final int PLACE_SECOND_AND_MOTION = 0x33;
    private static final int ALARM_SECOND_AND_MOTION = 0x34;
    private static final int ANSWER = 0x81;

    private static final Param VERSIONS = Param.named("t800x.versions");
    private static final Param KIND = Param.named("t800x.kind");
    private static final Param OFFSET = Param.named("t800x.data.offset");
    private static final Param REST = Param.named("t800x.data");
    private static final Param RESULT = Param.named("command.result");

    public static final Protocol PROTOCOL = new Protocol(
            "t800x",
            5051,
            Framing.of(LENGTH_MAX, T800x::cut),
            T800x::new,
            Opening.of("(##|%%|&&|'')[\\x01-\\x2F][\\x00-\\x0F]."));

    private final Session session;
    private final WideText text = new WideText();
    private int head = OLDEST;

    T800x(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int start = 0;
        while (start < ahead.length() && !isHead(ahead, start)) {
            start++;
        }
        if (start > 0) {
            return -start;
        }
        if (ahead.length() < LENGTH_AT + 2) {
            return 0;
        }
        int length = ahead.at(LENGTH_AT) << 8 | ahead.at(LENGTH_AT + 1);
        if (length < DATA || length > LENGTH_MAX) {
            return -1;
        }
        return ahead.length() < length ? 0 : length;
    }

    private static boolean isHead(Frame ahead, int at) {
        int first = ahead.at(at);
        int second = ahead.at(at + 1);
        return (first == OLDEST || first >= 0x25 && first <= ASSET) && (second < 0 || second == first);
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (!session.identify(frame.seek(IMEI).hexText(IMEI_LENGTH, 1, 2 * IMEI_LENGTH))) {
            return Verdict.UNIDENTIFIED;
        }
        head = frame.at(0);
        int kind = frame.at(2);
        read(frame, kind, out);
        if (frame.truncated()) {
            return Verdict.TRUNCATED;
        }
        if (kind != ANSWER) {
            answer(frame, kind, out);
        }
        return Verdict.ACCEPTED;
    }

    private void read(Frame frame, int kind, Sink out) {
        switch (kind) {
            case HEARTBEAT -> {}
            case LOGIN, LOGIN_SECOND -> readLogin(frame, out);
            case PLACE, ALARM, PLACE_AND_MOTION, ALARM_AND_MOTION -> readPlace(frame, out);
            case PLACE_SECOND, ALARM_SECOND, PLACE_SECOND_AND_MOTION, ALARM_SECOND_AND_MOTION ->
                VehicleReport.storeSecond(frame, out);
            case DRIVING -> readDriving(frame, out);
            case ACCELERATION -> Driving.storeAcceleration(frame, out);
            case ACCIDENT -> Driving.storeAccident(frame, out);
            case SENSORS -> Bluetooth.store(frame, out);
            case SENSORS_AND_PLACE -> Bluetooth.storeWithPlace(frame, out);
            case NETWORK -> Network.store(frame, text, out);
            case STATIONS -> Network.storeStations(frame, out);
            case ANSWER -> {
                text.over(frame, DATA + 1, frame.length());
                out.message(Sink.NO_TIME).put(RESULT, text).answer(Sink.UNNUMBERED, text);
            }
            default -> readRest(frame, kind, out);
        }
    }

    private static void readPlace(Frame frame, Sink out) {
        if (frame.at(0) == ASSET) {
            AssetReport.store(frame, out);
        } else {
            VehicleReport.store(frame, out);
        }
    }

    /** Trackers for assets send the network under this number. */
    private void readDriving(Frame frame, Sink out) {
        if (frame.at(0) == ASSET) {
            Network.store(frame, text, out);
        } else {
            Driving.store(frame, out);
        }
    }

    private static void readLogin(Frame frame, Sink out) {
        if (frame.length() > DATA) {
            int length = Math.min(PIECE, frame.length() - DATA);
            out.message(Sink.NO_TIME).put(VERSIONS, frame.seek(DATA).hexText(length));
        }
    }

    private static void readRest(Frame frame, int kind, Sink out) {
        for (int at = DATA; at < frame.length(); at += PIECE) {
            out.message(Sink.NO_TIME).put(KIND, kind).put(OFFSET, at - DATA);
            out.put(REST, frame.seek(at).hexText(Math.min(PIECE, frame.length() - at)));
        }
    }

    private static void answer(Frame frame, int kind, Sink out) {
        int alarm = alarmAt(frame, kind);
        Reply reply = out.reply().bytes(frame, 0, 2).u8(kind).u16(alarm == 0 ? DATA : DATA + 1);
        if (frame.at(0) == OLDEST) {
            reply.u16(1);
        } else {
            reply.bytes(frame, LENGTH_AT + 2, 2);
        }
        reply.bytes(frame, IMEI, IMEI_LENGTH);
        if (alarm != 0) {
            reply.bytes(frame, alarm, 1);
        }
    }

    /** Where the code of the alarm stands; 0 if the frame is none. */
    private static int alarmAt(Frame frame, int kind) {
        return switch (kind) {
            case ALARM, ALARM_AND_MOTION -> frame.at(0) == ASSET ? AssetReport.ALARM_AT : VehicleReport.alarmAt(frame);
            case ALARM_SECOND, ALARM_SECOND_AND_MOTION -> VehicleReport.SECOND_ALARM_AT;
            default -> 0;
        };
    }

    @Override
    public Downlink downlink() {
        return ConfigCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return ConfigCommand.encode(order, session.ident(), head, out);
    }
}
