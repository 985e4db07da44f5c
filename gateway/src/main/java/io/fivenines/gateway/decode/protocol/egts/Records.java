package io.fivenines.gateway.decode.protocol.egts;

import io.fivenines.gateway.decode.Digits;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The records of a packet, each with sub-records of a service:
 *
 * <pre>
 * +------------+------------+----------+----------+----------+----------+--------+-----------+----------------+
 * | length of  | number u16 | flags u8 | object   | event    | time u32 | sender | recipient | sub-records:   |
 * | what is in |            |          | u32      | u32      | since    | u8     | u8        | kind u8,       |
 * | it u16     |            |          | if bit 0 | if bit 1 | 2010 if  |        |           | length u16,    |
 * |            |            |          |          |          | bit 2    |        |           | data           |
 * +------------+------------+----------+----------+----------+----------+--------+-----------+----------------+
 * </pre>
 *
 * A tracker that has identified itself is known by that; else each record tells by its object whose it is.
 */
final class Records {
    /** Seconds from 1970 to 2010, where the protocol's time begins. */
    static final long EPOCH = 1_262_304_000L;

    /** More than any packet holds that a tracker sends; what stands behind is not confirmed and comes again. */
    private static final int COUNT_MAX = 1024;

    private static final int AUTHENTICATION = 1;
    private static final int TELEDATA = 2;
    private static final int IDENTITY = 1;
    private static final int VEHICLE = 3;
    private static final int DISPATCHER_OR_LOGIN = 5;
    private static final int LOGIN_285 = 7;
    private static final int RESULT = 7;
    private static final int RESULT_285 = 9;

    private static final Param OBJECT = Param.named("egts.object.id");
    private static final Param EVENT = Param.named("egts.event.id");
    private static final Param SERVICE = Param.named("egts.service");
    private static final Param VIN = Param.named("can.vin");

    private final Session session;
    private final Digits digits = new Digits();
    private boolean introduced;
    private long object;
    private long event;
    private long timeMs;
    private int service;
    private int count;
    private int resultKind;
    private boolean denied;
    /** Who it has said it is, before it showed the secret that is asked for; else null. */
    private String waiting;

    Records(Session session) {
        this.session = session;
    }

    /** Records of the last packet. */
    int count() {
        return count;
    }

    /** The kind of sub-record that tells the sender of the last packet that it is let in, 0 if it did not ask. */
    int resultKind() {
        return resultKind;
    }

    /** Whether the sender of the last packet has shown a wrong secret. */
    boolean isDenied() {
        return denied;
    }

    Verdict put(Frame frame, Sink out) {
        count = 0;
        denied = false;
        resultKind = 0;
        object = 0;
        while (frame.remaining() > 0 && count < COUNT_MAX && !denied) {
            int length = frame.u16le();
            frame.u16le();
            int flags = frame.u8();
            object = (flags & 1) != 0 ? frame.u32le() : object;
            event = (flags & 2) != 0 ? frame.u32le() : -1;
            timeMs = (flags & 4) != 0 ? (frame.u32le() + EPOCH) * 1000 : Sink.NO_TIME;
            service = frame.u8();
            frame.u8();
            if (frame.truncated() || length > frame.remaining()) {
                return Verdict.TRUNCATED;
            }
            int whole = frame.narrow(length);
            boolean known = record(frame, out);
            frame.widen(whole);
            if (!known) {
                return Verdict.UNIDENTIFIED;
            }
            count++;
        }
        return Verdict.ACCEPTED;
    }

    /** Puts one record; whether it is known whose it is. */
    private boolean record(Frame frame, Sink out) {
        if (service == AUTHENTICATION) {
            return authenticate(frame, out);
        }
        if (!introduced && object != 0 && !session.identify(digits.of(object))) {
            return false;
        }
        if (!session.identified()) {
            return false;
        }
        if (frame.remaining() > 0) {
            begin(service == TELEDATA ? TeleData.timeMs(frame, timeMs) : timeMs, out);
            TeleData.put(frame, service, out);
        }
        return true;
    }

    private void begin(long time, Sink out) {
        out.message(time).put(SERVICE, (long) service);
        if (object != 0) {
            out.put(OBJECT, object);
        }
        if (event >= 0) {
            out.put(EVENT, event);
        }
    }

    private boolean authenticate(Frame frame, Sink out) {
        while (frame.remaining() >= 3) {
            int kind = frame.u8();
            int length = Math.min(frame.u16le(), frame.remaining());
            int next = frame.offset() + length;
            switch (kind) {
                case IDENTITY -> {
                    resultKind = session.lock().isOpen() ? RESULT : resultKind;
                    if (!identify(frame, next)) {
                        return false;
                    }
                }
                case VEHICLE -> {
                    if (session.identified() && length >= 17) {
                        begin(timeMs, out);
                        out.put(VIN, frame.text(17));
                    }
                }
                // A dispatcher speaks for many objects; a login of five or more characters is taken for one.
                case DISPATCHER_OR_LOGIN, LOGIN_285 -> {
                    boolean dispatcher = frame.at(frame.offset()) < ' ';
                    resultKind = dispatcher || kind == LOGIN_285 ? RESULT_285 : RESULT;
                    if (!session.lock().isOpen() && !opens(frame, next)) {
                        return denied;
                    }
                }
                default -> {}
            }
            frame.seek(next);
        }
        return true;
    }

    /**
     * Reads name and password, each with a 0 behind it. With the right one, who has said who it is before is taken at
     * its word; with a wrong one, the rest of the packet is not.
     */
    private boolean opens(Frame frame, int end) {
        int name = frame.find(0, frame.offset());
        int password = name < 0 || name >= end ? end : name + 1;
        int behind = frame.find(0, password);
        int length = (behind < 0 || behind > end ? end : behind) - password;
        denied = !session.lock().opensTo(frame.seek(password).text(length));
        String ident = waiting;
        waiting = null;
        return !denied && (ident == null || session.identify(ident));
    }

    private boolean introduce(CharSequence ident) {
        if (session.lock().isOpen()) {
            return session.identify(ident);
        }
        waiting = ident.toString();
        return true;
    }

    /** Number u32, flags u8, then dispatcher u16 if bit 0, IMEI 15 if bit 1 ... Without IMEI the number counts. */
    private boolean identify(Frame frame, int end) {
        long number = frame.u32le();
        int flags = frame.u8();
        frame.skip((flags & 1) * 2);
        introduced = true;
        int imei = frame.offset();
        if ((flags & 2) != 0 && imei + 15 <= end && frame.at(imei) > ' ') {
            int digitsThere = 15;
            while (frame.at(imei + digitsThere - 1) <= ' ') {
                digitsThere--;
            }
            return introduce(frame.text(digitsThere));
        }
        return introduce(digits.of(number));
    }
}
