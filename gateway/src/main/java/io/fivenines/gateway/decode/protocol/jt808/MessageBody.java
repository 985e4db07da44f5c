package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The kinds of messages, and who reads them. Their checksum was right, so nothing is refused: a body that is shorter
 * than it should be is kept as bytes.
 */
final class MessageBody {
    private static final int GENERAL_ANSWER = 0x0001;
    private static final int HEARTBEAT = 0x0002;
    private static final int LOGOUT = 0x0003;
    private static final int AUTHENTICATION = 0x0102;
    private static final int PARAMETERS = 0x0104;
    private static final int ATTRIBUTES = 0x0107;
    private static final int LOCATION = 0x0200;
    private static final int LOCATION_ANSWER = 0x0201;
    private static final int LOCATION_BATCH_SHORT = 0x0210;
    private static final int CONTROL_ANSWER = 0x0500;
    private static final int HEARTBEAT_LONG = 0x0506;
    private static final int RECORDER_ANSWER = 0x0700;
    private static final int WAYBILL = 0x0701;
    private static final int DRIVER = 0x0702;
    private static final int LOCATION_BATCH = 0x0704;
    private static final int MEDIA_EVENT = 0x0800;
    private static final int MEDIA_SEARCH_ANSWER = 0x0802;
    private static final int PICTURE_ANSWER = 0x0805;
    private static final int TRANSPARENT = 0x0900;
    private static final int ZONE_QUERY = 0x1007;
    private static final int TEXT_ANSWER = 0x1300;
    private static final int TEXT_REPORT = 0x6006;

    private static final Param LEVEL = Param.named("battery.level");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param STATUS = Param.named("device.status");

    private final Header header;
    private final Location location;
    private final Lock lock;
    private final Transparent transparent;
    private boolean buffered;

    MessageBody(Header header, Location location) {
        this.header = header;
        this.location = location;
        lock = new Lock(header);
        transparent = new Transparent(header);
    }

    /** Whether the tracker is told that the message is kept: not where the message is an answer itself. */
    boolean isAcknowledged() {
        return switch (header.kind) {
            case GENERAL_ANSWER,
                    PARAMETERS,
                    LOCATION_ANSWER,
                    CONTROL_ANSWER,
                    RECORDER_ANSWER,
                    MEDIA_SEARCH_ANSWER,
                    PICTURE_ANSWER,
                    TEXT_ANSWER -> false;
            case Jt808.LOCK_REPORT, Jt808.LOCK_REPORT_BLIND -> header.wantsAnswer();
            default -> true;
        };
    }

    void read(Frame body, Sink out) {
        switch (header.kind) {
            case GENERAL_ANSWER -> Answers.general(header, body, out);
            case HEARTBEAT -> heartbeat(body, out);
            case AUTHENTICATION -> Registration.authentication(header, body, out);
            case PARAMETERS -> Answers.parameters(header, body, out);
            case ATTRIBUTES -> Registration.attributes(header, body, out);
            case LOCATION -> location.put(body, out);
            case LOCATION_ANSWER, CONTROL_ANSWER -> location.answer(body, out);
            case LOCATION_BATCH -> batch(body, out);
            case LOCATION_BATCH_SHORT -> shortBatch(body, out);
            case WAYBILL -> Answers.waybill(header, body, out);
            case DRIVER -> DriverCard.put(header, body, out);
            case MEDIA_EVENT -> Picture.announcement(header, body, out);
            case TRANSPARENT -> transparent.put(body, out);
            case TEXT_ANSWER -> Answers.wideText(header, body, out);
            case TEXT_REPORT -> Answers.text(header, body, out);
            case Jt808.LOCK_REPORT, Jt808.LOCK_REPORT_BLIND -> lock.put(body, out);
            case LOGOUT, HEARTBEAT_LONG, ZONE_QUERY -> {}
            default -> Blob.put(header, body, out);
        }
    }

    /** Without a body by the standard; some tell charge, signal and status. */
    private static void heartbeat(Frame body, Sink out) {
        if (body.remaining() >= 3) {
            out.message(Sink.NO_TIME).put(LEVEL, (long) body.u8()).put(SIGNAL, (long) body.u8());
            out.put(STATUS, (long) body.u8());
        }
    }

    /** Count u16, 1 where they come from a blind area u8, locations with a length of two bytes each. */
    private void batch(Frame body, Sink out) {
        if (header.packet == 1) {
            buffered = body.skip(2).u8() == 1;
        }
        location.batch(body, 2, buffered, out);
    }

    /** Locations with a length of one byte each; or charge and time only. */
    private void shortBatch(Frame body, Sink out) {
        if (body.remaining() == 1 + Clock.LENGTH) {
            int level = body.u8();
            out.message(Clock.ms(body)).put(LEVEL, (long) level);
        } else {
            location.batch(body, 1, false, out);
        }
    }
}
