package io.fivenines.benchmarks.load;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.fivenines.benchmarks.wire.Trail;
import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One simulated tracker: logs in, sends a packet, waits for its acknowledgement, forgets the records, sends the next;
 * after a loss of the connection it comes back and sends what was not acknowledged. Lives on one event loop.
 *
 * <pre>
 * away       -> connecting  at the start, and after the back-off
 * connecting -> away        refused
 * connecting -> logging in  connected
 * logging in -> ready       login answered
 * ready      -> waiting     a packet sent
 * waiting    -> ready       the whole packet acknowledged
 * any of the last three -> away  closed by either side, or no answer in time
 * </pre>
 */
final class Tracker implements TrackerWire.Answers {
    private static final int CUT_ONE_IN = 3;
    static final long NEVER = Long.MIN_VALUE;
    /** What takes longer to be lost was not lost and at once sent again. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Lane lane;
    private final int index;
    private final SplittableRandom random;
    private final Trail trail;
    private Line line;
    private boolean loggedIn;
    private boolean connecting;
    private boolean pumpPlanned;
    private int inFlight;
    private int failures;
    private long attemptedAt;
    private long askedAt;
    private long ackedAt = NEVER;
    private boolean lostSinceAck;
    /** Whether it was out since then, and did not only lose a connection and get another one at once. */
    private boolean failedSinceAck;

    private boolean ackedHere;
    private long missedAt;
    private long countedMark = NEVER;
    private long begunAt = NEVER;
    private boolean firstAttempt = true;

    Tracker(Lane lane, int index, long seed) {
        this.lane = lane;
        this.index = index;
        this.random = new SplittableRandom(seed);
        this.trail = new Trail(lane.plan().fleet().first() + index);
    }

    void connect() {
        if (line != null || connecting || lane.isClosed()) {
            return;
        }
        connecting = true;
        attemptedAt = lane.now();
        lane.connect(this, index);
    }

    void onConnected(Line connected) {
        connecting = false;
        line = connected;
        if (lane.isClosed()) {
            line.close();
            return;
        }
        askedAt = lane.now();
        ByteBuf login = line.buffer();
        lane.wire().login(login, lane.plan().fleet().ident(index));
        line.send(login);
    }

    void onConnectFailed(Throwable cause) {
        connecting = false;
        failedSinceAck = true;
        lane.tally().onRefused();
        lane.onTrouble(cause);
        lane.onFirstAttempt(this);
        comeBackLater();
    }

    /** Returns whether it had not ended before. */
    boolean endFirstAttempt() {
        boolean was = firstAttempt;
        firstAttempt = false;
        return was;
    }

    boolean isOn(Line which) {
        return line == which;
    }

    @Override
    public boolean loggedIn() {
        return loggedIn;
    }

    @Override
    public int awaited() {
        return lane.ledger().acked(index);
    }

    @Override
    public void onLogin(boolean accepted) {
        if (!accepted) {
            lane.tally().onRefused();
            giveUp();
            return;
        }
        loggedIn = true;
        failures = 0;
        lane.onFirstAttempt(this);
        planToLeave();
        pump();
    }

    @Override
    public void onAcknowledged(int records) {
        if (records > inFlight) {
            onRejected();
            return;
        }
        long now = lane.now();
        lane.ledger().onAcknowledged(index, records);
        lane.tally().onAcknowledged(records);
        if (lostSinceAck && ackedAt != NEVER) {
            lane.tally().onGap(now - ackedAt);
            lane.tally().onMissed(now - missedAt);
            if (failedSinceAck) {
                lane.tally().onOutage(now - ackedAt);
            }
            countFromMark(now);
        }
        lostSinceAck = false;
        failedSinceAck = false;
        ackedHere = true;
        ackedAt = now;
        inFlight -= records;
        if (inFlight == 0) {
            lane.tally().onPacket(now - askedAt);
            pump();
        }
    }

    /** Once for each mark: a connection lost later has another cause. */
    private void countFromMark(long now) {
        if (countedMark != lane.markedAt()) {
            countedMark = lane.markedAt();
            lane.tally().onAfterMark(now - countedMark);
        }
    }

    @Override
    public void onRejected() {
        lane.tally().onRejected();
        giveUp();
    }

    void onTrouble(Throwable cause) {
        lane.onTrouble(cause);
    }

    /** From now on the tracker has something to report. */
    void begin() {
        if (begunAt == NEVER) {
            Production production = lane.plan().production();
            begunAt = lane.now() - elapsed(production);
        }
        pump();
    }

    /** So long ago it would have begun: for what a ledger of before has, and up to one packet more by chance. */
    private long elapsed(Production production) {
        if (production.isEndless()) {
            return 0;
        }
        long before = production.nanosUntilMoreThan(lane.ledger().sent(index) - 1L);
        return before + (long) (random.nextDouble() * production.nanosUntilMoreThan(production.backlog()));
    }

    /** Sends the next packet if there is one and nothing is waited for. */
    private void pump() {
        if (!loggedIn || inFlight > 0 || begunAt == NEVER) {
            return;
        }
        int acked = awaited();
        int count = (int) Math.min(lane.plan().production().recordsPerPacket(), produced() - acked);
        if (count > 0) {
            send(count);
        } else if (!lane.isFrozen() && !pumpPlanned) {
            pumpPlanned = true;
            long due = begunAt + lane.plan().production().nanosUntilMoreThan(acked);
            lane.after(due - lane.now(), this::onPumpDue);
        }
    }

    private long produced() {
        return lane.isFrozen()
                ? lane.ledger().sent(index)
                : lane.plan().production().recordsBy(lane.now() - begunAt);
    }

    private void onPumpDue() {
        pumpPlanned = false;
        pump();
    }

    private void send(int count) {
        int first = awaited();
        lane.ledger().onSent(index, count);
        inFlight = count;
        askedAt = lane.now();
        line.send(packet(first, count));
    }

    private ByteBuf packet(int first, int count) {
        ByteBuf packet = line.buffer();
        lane.wire().records(packet, trail, first, count);
        return packet;
    }

    private void planToLeave() {
        double mean = lane.plan().reconnection().meanSecondsToLeave();
        if (mean > 0) {
            Line now = line;
            double seconds = -mean * Math.log(1 - random.nextDouble());
            lane.after((long) (seconds * 1e9), () -> leave(now));
        }
    }

    /** Goes without a word, sometimes in the middle of one. */
    private void leave(Line which) {
        if (line != which || lane.isFrozen()) {
            return;
        }
        lane.tally().onLeft();
        if (inFlight == 0 && begunAt != NEVER && produced() > awaited() && random.nextInt(CUT_ONE_IN) == 0) {
            lane.ledger().onSent(index, 1);
            ByteBuf packet = packet(awaited(), 1);
            line.send(packet.writerIndex(1 + random.nextInt(packet.writerIndex() - 1)));
        }
        Line leaving = line;
        onAway();
        if (random.nextBoolean()) {
            leaving.reset();
        } else {
            leaving.close();
        }
        comeBackLater();
    }

    /** A tracker waits only so long for an answer. */
    void giveUpAfter(long nanos) {
        if (line != null && (inFlight > 0 || !loggedIn) && lane.now() - askedAt > nanos) {
            giveUp();
        }
    }

    private void giveUp() {
        line.close();
    }

    void onClosed(Line which) {
        if (line != which) {
            return;
        }
        if (!lane.isClosed()) {
            lane.tally().onDisconnect();
        }
        if (!loggedIn) {
            lane.onFirstAttempt(this);
        }
        onAway();
        comeBackLater();
    }

    private void onAway() {
        if (!lostSinceAck) {
            missedAt = inFlight > 0 ? askedAt : lane.now();
        }
        failedSinceAck |= !ackedHere || inFlight > 0 && lane.now() - askedAt > LATE_NANOS;
        ackedHere = false;
        line = null;
        loggedIn = false;
        inFlight = 0;
        lostSinceAck = true;
    }

    private void comeBackLater() {
        if (lane.plan().reconnection().comesBack() && !lane.isClosed()) {
            long sinceMs = TimeUnit.NANOSECONDS.toMillis(lane.now() - attemptedAt);
            long delay = lane.plan().reconnection().backoff().delayMs(failures++, sinceMs, random);
            lane.after(TimeUnit.MILLISECONDS.toNanos(delay), this::connect);
        }
    }

    /** Drops a good connection, and comes back as after a loss. */
    void hangUp() {
        if (loggedIn) {
            Line leaving = line;
            lane.tally().onLeft();
            onAway();
            leaving.close();
            comeBackLater();
        }
    }

    /** The address it is logged in at; empty if it is not. */
    String where() {
        return loggedIn ? line.peer() : "";
    }

    /** How many records it has to report and has not sent; 0 where there is always something more. */
    long unsent() {
        boolean begun = begunAt != NEVER && !lane.plan().production().isEndless();
        return begun ? Math.max(0, produced() - lane.ledger().sent(index)) : 0;
    }

    /** How many records were sent and never acknowledged. */
    int owed() {
        return lane.ledger().sent(index) - awaited();
    }

    void close() {
        if (line != null) {
            line.close();
        }
    }
}
