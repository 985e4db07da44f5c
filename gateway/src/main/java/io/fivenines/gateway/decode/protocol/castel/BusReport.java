package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a reader of a vehicle's bus sends.
 *
 * <pre>
 * 1001 login, 1002 logout        state | places | in a login software, hardware, settings
 * 4001 places                    from memory u8 | state | places | engine speeds
 * 4007 alarms                    index u32 | state | places | alarms
 * 400E fuel                      state | places | reading u16 each
 * 401F all in one                from memory u8 | index u32 | state | places | parts
 * B001 place asked for           number u16 | state | places
 * 4002 readings                  state | interval u16 | groups of readings
 * 4003 acceleration              state | interval u16 | count u8 | x, y, z i16 each, 1/64 g
 * 4004 numbers of readings       state | count u8 | numbers u16
 * 4005 readings at a trouble     state | flag u8 | readings
 * 4006, 400B trouble codes       state | codes
 * 4008 cell                      state | area u16 | cell u16
 * 4009 asleep, 5101 wants AGPS   (now u32) | place
 * A002 settings asked for        see {@link Settings}
 * places                         count u8 | place each
 * </pre>
 *
 * <p>A login, a heartbeat and alarms are answered. The state is that of the moment of sending, so it goes with the last
 * place.
 */
final class BusReport {
    private static final int LOGIN = 0x1001;
    private static final int LOGOUT = 0x1002;
    private static final int HEARTBEAT = 0x1003;
    private static final int PLACES = 0x4001;
    private static final int READINGS = 0x4002;
    private static final int ACCELERATION = 0x4003;
    private static final int SUPPORTED = 0x4004;
    private static final int SNAPSHOT = 0x4005;
    private static final int TROUBLES = 0x4006;
    private static final int ALARMS = 0x4007;
    private static final int CELL = 0x4008;
    private static final int ASLEEP = 0x4009;
    private static final int COMMERCIAL_TROUBLES = 0x400B;
    private static final int FUEL = 0x400E;
    private static final int ALL_IN_ONE = 0x401F;
    private static final int WANTS_AGPS = 0x5101;
    private static final int SETTINGS = 0xA002;
    private static final int PLACE_ASKED_FOR = 0xB001;
    private static final int LOGGED_IN = 0x9001;
    private static final int HEARTBEAT_ANSWER = 0x9003;
    private static final int ALARMS_ANSWER = 0xC007;

    private static final Param BUFFERED = Param.named("position.buffered");

    private final Session session;
    private final StateReport stateReport = new StateReport();

    BusReport(Session session) {
        this.session = session;
    }

    Verdict store(Frame frame, int kind, Sink out) {
        return switch (kind) {
            case HEARTBEAT -> {
                Answer.end(Answer.begin(frame, HEARTBEAT_ANSWER, 0, out));
                yield Verdict.ACCEPTED;
            }
            case LOGIN, LOGOUT, FUEL -> storePlaces(frame, kind, false, out);
            case PLACES -> storePlaces(frame, kind, frame.u8() != 0, out);
            case PLACE_ASKED_FOR -> storePlaces(frame.skip(2), kind, false, out);
            case ALARMS -> {
                Answer.end(Answer.begin(frame, ALARMS_ANSWER, 4, out).u32le(frame.u32le()));
                yield storePlaces(frame, kind, false, out);
            }
            case ALL_IN_ONE -> {
                boolean buffered = frame.u8() != 0;
                yield storePlaces(frame.skip(4), kind, buffered, out);
            }
            case READINGS, ACCELERATION, SUPPORTED, SNAPSHOT, TROUBLES, COMMERCIAL_TROUBLES, CELL ->
                stateReport.store(frame, kind, out);
            case ASLEEP -> {
                long nowMs = frame.u32le() * 1000;
                Place.store(frame, nowMs, out);
                yield Castel.storeRest(frame, out);
            }
            case WANTS_AGPS -> {
                Place.store(frame, Sink.NO_TIME, out);
                yield Castel.storeRest(frame, out);
            }
            case SETTINGS -> Settings.storeAnswer(frame, out);
            case LOGGED_IN, HEARTBEAT_ANSWER, ALARMS_ANSWER -> Verdict.IGNORED;
            default -> Castel.storeUnknown(frame, kind, out);
        };
    }

    private Verdict storePlaces(Frame frame, int kind, boolean buffered, Sink out) {
        int stat = frame.offset();
        long nowMs = Stat.nowMs(frame, stat);
        int count = frame.seek(stat + Stat.LENGTH).u8();
        int places = frame.offset();
        int after = places + count * Place.LENGTH;
        if (frame.truncated() || count * Place.LENGTH > frame.remaining()) {
            return Verdict.TRUNCATED;
        }
        for (int i = 0; i < count; i++) {
            Place.store(frame.seek(places + i * Place.LENGTH), nowMs, out);
            if (buffered) {
                out.put(BUFFERED, true);
            }
            putOfPlace(frame, kind, after, i, out);
        }
        if (count == 0) {
            out.message(nowMs);
        }
        long state = Stat.put(frame.seek(stat), out);
        putMore(frame.seek(after), kind, count, state, out);
        if (kind == LOGIN) {
            logIn(frame, out);
        }
        return Castel.storeRest(frame, out);
    }

    /** What belongs to place {@code i} of a list that stands behind the places. */
    private static void putOfPlace(Frame frame, int kind, int after, int i, Sink out) {
        if (kind == FUEL) {
            StateReport.putFuel(frame.seek(after + 2 * i), out);
        } else if (kind == PLACES && i < frame.at(after)) {
            StateReport.putEngineSpeed(frame.seek(after + 1 + 2 * i), out);
        }
    }

    private void putMore(Frame frame, int kind, int count, long state, Sink out) {
        boolean alarms = kind == ALARMS;
        switch (kind) {
            case ALARMS -> Alarm.putList(frame, out);
            case LOGIN -> Settings.putLogin(frame, out);
            case FUEL -> frame.skip(2 * count);
            case PLACES -> {
                if (frame.remaining() > 0) {
                    frame.skip(2 * frame.u8());
                }
            }
            case ALL_IN_ONE -> alarms = stateReport.putParts(frame, out);
            default -> {}
        }
        if (!alarms) {
            Alarm.putState(state, out);
        }
    }

    /** No other address and port to go to, and the time. */
    private void logIn(Frame frame, Sink out) {
        Reply reply =
                Answer.begin(frame, LOGGED_IN, 10, out).u32le(0xFFFF_FFFFL).u16le(0);
        Answer.end(reply.u32le(session.nowMs() / 1000));
    }
}
