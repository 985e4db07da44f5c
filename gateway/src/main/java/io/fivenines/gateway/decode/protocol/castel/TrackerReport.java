package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a tracker sends, PT-690 and MPIP-620. Both kinds are answered.
 *
 * <pre>
 * 4001 login        record | software, ends with 0 | hardware, ends with 0
 * 4206 heartbeat    from memory u8 | count u8 | record each
 * record            place | state u32 | battery u8 | m u32 | area u8 | of the area u8 | flags u8 | area u16 | cell u16
 * </pre>
 */
final class TrackerReport {
    private static final int LOGIN = 0x4001;
    private static final int LOGGED_IN = 0x8001;
    private static final int HEARTBEAT = 0x4206;
    private static final int HEARTBEAT_ANSWER = 0x8206;
    private static final int RECORD = Place.LENGTH + 16;

    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param STATUS = Param.named("device.status");
    private static final Param BATTERY = Param.named("castel.battery");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param AREA = Param.named("geofence.id");
    private static final Param AREA_FLAGS = Param.named("castel.geofence.flags");
    private static final Param FLAGS = Param.named("castel.flags");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");

    private TrackerReport() {}

    static Verdict store(Frame frame, int kind, Sink out) {
        if (kind == LOGIN) {
            storeRecord(frame, false, out);
            Settings.putVersions(frame, out);
            Answer.end(Answer.begin(frame, LOGGED_IN, 0, out));
        } else if (kind == HEARTBEAT) {
            boolean buffered = frame.u8() != 0;
            int count = frame.u8();
            if (count * RECORD > frame.remaining()) {
                return Verdict.TRUNCATED;
            }
            for (int i = 0; i < count; i++) {
                storeRecord(frame, buffered, out);
            }
            Answer.end(Answer.begin(frame, HEARTBEAT_ANSWER, 0, out));
        } else {
            return Castel.storeUnknown(frame, kind, out);
        }
        return Verdict.ACCEPTED;
    }

    private static void storeRecord(Frame frame, boolean buffered, Sink out) {
        Place.store(frame, Sink.NO_TIME, out);
        if (buffered) {
            out.put(BUFFERED, true);
        }
        out.put(STATUS, frame.u32le()).put(BATTERY, frame.u8()).put(MILEAGE, frame.u32le() / 1000.0);
        out.put(AREA, frame.u8()).put(AREA_FLAGS, frame.u8()).put(FLAGS, frame.u8());
        out.put(LAC, frame.u16le()).put(CELL, frame.u16le());
    }
}
