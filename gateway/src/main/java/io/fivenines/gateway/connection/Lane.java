package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the connections of one event loop share, so that each of them is small: the cutter, the sink, the claim being
 * filled. Belongs to its loop's thread.
 *
 * <p>The way of an acknowledgement: a frame is decoded into the open claim and its reply is held in the same
 * {@link Batch}; at the end of the loop's round the batch is committed, unless one is on its way already, for then it
 * goes on gathering until that is durable or it is full; once durable, its replies are sent. So the disk sets the pace
 * and each sync carries all that came during the last.
 */
public final class Lane {
    private static final int SWEEP_MS = 1000;
    private static final int STUCK_MS = 10_000;
    /** A message takes up to so many times the bytes of its frame, as stored. */
    private static final int GROWTH_MAX = 16;

    private static final int MESSAGE_BYTES = 4096;

    /** Those paused for want of space, in the order in which they go on. */
    final Set<Connection> waiting = new LinkedHashSet<>();

    private final EventLoop loop;
    private final Room room;
    private final Cutter cutter = new Cutter();
    private final MessageSink sink = new MessageSink();
    private final Rejections rejections;
    private final Reception reception;
    private final IdleList strangers = new IdleList();
    private final IdleList known = new IdleList();
    private final ArrayDeque<Batch> spare = new ArrayDeque<>();
    private final Runnable commitTask = this::endOfRound;
    private byte[] scratch = new byte[16 * 1024];
    private Batch open;
    private int inFlight;
    private boolean commitScheduled;
    private boolean spaceAsked;
    private boolean wrote;
    private long receivedNanos;

    Lane(EventLoop loop, Room room, Rejections rejections) {
        this.loop = loop;
        this.room = room;
        this.rejections = rejections;
        reception = new Reception(room.doorman(), rejections, loop);
        loop.scheduleAtFixedRate(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    /** The handler of a new channel of this loop. */
    public Connection connection(Entrance entrance) {
        return new Connection(this, entrance);
    }

    Registry registry() {
        return room.registry();
    }

    Doorman doorman() {
        return room.doorman();
    }

    Reception reception() {
        return reception;
    }

    long nowMs() {
        return room.clock().millis();
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    void opened(Connection connection) {
        connection.entrance().vitals().opened();
        connection.lastReadMs = nowMs();
        connection.idleList = strangers;
        strangers.add(connection);
    }

    void closed(Connection connection, CloseReason reason) {
        waiting.remove(connection);
        if (connection.idleList != null) {
            connection.idleList.remove(connection);
            connection.idleList = null;
            connection.entrance().vitals().closed(reason.label());
        }
    }

    void unrecognised(Connection connection, Frame opening) {
        rejections.logOpening(connection, opening);
    }

    void identified(Connection connection) {
        if (connection.idleList == strangers) {
            strangers.remove(connection);
            connection.idleList = known;
            connection.lastReadMs = nowMs();
            known.add(connection);
        }
        registry().bind(connection.sender(), connection);
    }

    /** Deals with what a connection has received: what it kept, and {@code in}. */
    void received(Connection connection, ByteBuf in) {
        int length = gather(connection, in);
        if (length == 0) {
            return;
        }
        receivedNanos = room.nanos().getAsLong();
        int done = connection.paused() ? 0 : cutter.cut(connection.framing(), scratch, length, connection);
        connection.keep(scratch, done, length);
        if (done > 0 && cutter.garbage() > 0) {
            connection.entrance().vitals().garbage(cutter.garbage());
        }
        if (!connection.paused() && cutter.oversize()) {
            connection.close(CloseReason.OVERSIZE);
        }
        if (wrote) {
            wrote = false;
            connection.flush();
        }
    }

    private int gather(Connection connection, ByteBuf in) {
        byte[] rest = connection.rest();
        int fresh = in.readableBytes();
        int length = rest.length + fresh;
        if (length > scratch.length) {
            scratch = new byte[Math.max(length, 2 * scratch.length)];
        }
        System.arraycopy(rest, 0, scratch, 0, rest.length);
        if (fresh > 0) {
            in.readBytes(scratch, rest.length, fresh);
            room.vitals().received(fresh);
            // A stranger's time runs from its connect: one byte now and then must not buy more of it.
            if (connection.idleList == known) {
                connection.lastReadMs = nowMs();
                known.touch(connection);
            }
        }
        return length;
    }

    /** Decodes one frame; false if there is no room for what it may carry. */
    boolean take(Connection connection, Frame frame) {
        Batch batch = space(frame.length());
        if (batch == null) {
            connection.pause(Connection.PAUSED_SPACE);
            waiting.add(connection);
            askForSpace();
            return false;
        }
        if (connection.watcher() != null) {
            connection.watcher().received(frame.copy());
        }
        Verdict verdict = judge(connection, frame, batch.claim());
        connection.entrance().vitals().frame(verdict);
        if (verdict == Verdict.ACCEPTED) {
            accepted(connection, frame, batch);
        } else if (verdict != Verdict.IGNORED) {
            rejections.log(connection, frame, verdict);
            if (connection.rejected() > room.config().rejectsMax()) {
                connection.close(CloseReason.MALFORMED);
            }
        }
        return true;
    }

    /** A codec that throws costs its own connection only: what it had put is taken out of the claim all share. */
    private Verdict judge(Connection connection, Frame frame, Claim claim) {
        sink.begin(claim, connection);
        Verdict verdict = null;
        try {
            verdict = sink.judge(connection.codec().decode(frame, sink));
            return verdict;
        } finally {
            if (verdict == null) {
                sink.abandon();
            }
        }
    }

    private void accepted(Connection connection, Frame frame, Batch batch) {
        long hash = repeatHash(connection, frame);
        ReplyBuffer reply = (ReplyBuffer) sink.reply();
        connection.accepted(sink.messages());
        if (!sink.answers().isEmpty()) {
            registry().answered(connection.sender(), sink.answers());
        }
        if (sink.messages() > 0 || connection.held > 0) {
            batch.held.add(connection, reply, receivedNanos, sink.messages(), hash);
            if (++connection.held >= room.config().heldRepliesMax() && !connection.ends()) {
                connection.pause(Connection.PAUSED_HELD);
            }
            scheduleCommit();
        } else if (reply.length() > 0) {
            connection.write(reply.bytes(), 0, reply.length());
            wrote = true;
        }
    }

    /** What to remember of the frame; takes its messages back if they are durable already. */
    private long repeatHash(Connection connection, Frame frame) {
        if (sink.messages() == 0 || sink.timeless()) {
            return 0;
        }
        long hash = Repeats.hash(connection.sender(), frame);
        if (!room.repeats().holds(connection.sender(), hash)) {
            return hash;
        }
        room.vitals().repeats(sink.messages());
        sink.forget();
        return 0;
    }

    /** The open batch, with room for a frame's messages; null if the journal has no space now. */
    private Batch space(int frameLength) {
        int need = frameLength * GROWTH_MAX + MESSAGE_BYTES;
        if (open != null && !open.claim().isEmpty() && !open.claim().fits(need)) {
            commit();
        }
        if (open == null) {
            Claim claim = room.journal().claim();
            if (claim == null) {
                return null;
            }
            open = (spare.isEmpty() ? new Batch(this) : spare.pop()).over(claim);
        }
        return open;
    }

    private void askForSpace() {
        if (!spaceAsked) {
            spaceAsked = true;
            room.vitals().readingPaused();
            room.journal().whenSpace(() -> loop.execute(this::spaceAgain));
        }
    }

    private void spaceAgain() {
        spaceAsked = false;
        room.vitals().readingResumed();
        for (int n = waiting.size(); n > 0 && !waiting.isEmpty() && space(0) != null; n--) {
            Connection first = waiting.iterator().next();
            waiting.remove(first);
            first.resume(Connection.PAUSED_SPACE);
        }
        if (!waiting.isEmpty()) {
            askForSpace();
        }
    }

    private void scheduleCommit() {
        if (!commitScheduled) {
            commitScheduled = true;
            loop.execute(commitTask);
        }
    }

    private void endOfRound() {
        commitScheduled = false;
        if (inFlight == 0) {
            commit();
        }
    }

    private void commit() {
        if (open != null && open.held.count() > 0) {
            inFlight++;
            Batch batch = open;
            open = null;
            batch.committed(room.nanos().getAsLong());
            room.journal().commit(batch.claim(), batch);
        }
    }

    /**
     * Sends what waited for a batch; the next one is handed over first, so that the disk need not wait. The claim is
     * given back whatever happens: without them the journal takes nothing more from anybody.
     */
    void durable(Batch batch) {
        try {
            if (--inFlight == 0) {
                commit();
            }
            answer(batch);
        } finally {
            batch.claim().release();
            batch.clear();
            spare.push(batch);
        }
    }

    private void answer(Batch batch) {
        HeldReplies held = batch.held;
        long nanos = room.nanos().getAsLong();
        room.vitals().committed((nanos - batch.committedNanos()) / 1e9);
        for (int i = 0; i < held.count(); i++) {
            send(held, i, nanos);
        }
        for (int i = 0; i < held.count(); i++) {
            Connection connection = held.connection(i);
            connection.flush();
            if (connection.held <= room.config().heldRepliesMax() / 2) {
                connection.resume(Connection.PAUSED_HELD);
            }
        }
    }

    private void send(HeldReplies held, int i, long nanos) {
        Connection connection = held.connection(i);
        connection.held--;
        if (held.frameHash(i) != 0) {
            room.repeats().remember(connection.sender(), held.frameHash(i));
        }
        if (held.records(i) > 0) {
            connection.entrance().vitals().records(held.records(i));
        }
        if (held.length(i) > 0) {
            connection.write(held.bytes(), held.start(i), held.length(i));
            connection.entrance().vitals().ack((nanos - held.receivedNanos(i)) / 1e9);
        }
    }

    private void sweep() {
        long nowMs = nowMs();
        sweep(strangers, nowMs - room.config().loginTimeout().toMillis(), CloseReason.LOGIN_TIMEOUT);
        sweep(known, nowMs - room.config().idleTimeout().toMillis(), CloseReason.IDLE);
    }

    /**
     * A connection this gateway has stopped reading is not to blame for its silence. One that reads no replies would
     * not read its last either, so it, and one that was closed a timeout ago and is still there, ends at once.
     */
    private void sweep(IdleList list, long deadlineMs, CloseReason reason) {
        for (Connection c = list.oldest(); c != null && c.lastReadMs < deadlineMs; c = list.oldest()) {
            if (c.paused(Connection.PAUSED_SPACE | Connection.PAUSED_HELD)) {
                c.lastReadMs = nowMs();
                list.touch(c);
            } else {
                list.remove(c);
                list.add(c);
                c.lastReadMs = nowMs();
                c.end(reason);
            }
        }
    }

    /** Closes every connection after the last reply it is owed. */
    void closeAll(CloseReason reason) {
        strangers.closeAll(reason);
        known.closeAll(reason);
    }

    /** Closes connections that are between two frames, the longest silent first, while the budget lasts. */
    void closeIdle(CloseReason reason, AtomicInteger budget) {
        long stuckMs = nowMs() - STUCK_MS;
        known.closeIdle(reason, budget, stuckMs);
        strangers.closeIdle(reason, budget, stuckMs);
    }

    /** Closes connections whatever they are owed, while the budget lasts; those already closing end at once. */
    void end(CloseReason reason, AtomicInteger budget) {
        known.end(reason, budget);
        strangers.end(reason, budget);
    }

    /** Whether nothing is left to be made durable or to be sent. */
    boolean isIdle() {
        return strangers.oldest() == null
                && known.oldest() == null
                && inFlight == 0
                && (open == null || open.held.count() == 0);
    }
}
