package io.fivenines.coordinator.elect;

import io.fivenines.coordinator.cluster.LinkState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's part in choosing the leader: each makes an ephemeral node with a sequence number, and who has the
 * lowest leads, for as long as ZooKeeper's majority keeps confirming that its node is there. Pure: it is told what
 * happens, and the time; all on one thread, but for {@link #leadership}.
 *
 * <pre>
 * OUT       the link is CONNECTED                               -> ENTERING  makes a node, in a new round
 * ENTERING  the node is made                                    -> WAITING   lists the nodes
 * ENTERING  that failed, or took a session timeout              -> OUT       and tries again at the next tick
 * WAITING   the list says: ours is the first                    -> CHOSEN    asks for a proof
 * WAITING   proven, asked now and then                          -> WAITING   lists the nodes
 * WAITING   the list says: ours is not there                    -> ENTERING
 * CHOSEN    proven, and the Lease has begun                     -> LEADING   the epoch is the node's czxid
 * LEADING   proven again, asked each tick                       -> LEADING   the lease is prolonged
 * LEADING   the lease is over, or the link is SUSPENDED         -> HOLDING   no acts, the node stays
 * HOLDING   proven, and the Lease runs again                    -> LEADING   the same epoch: nobody led in between
 * HOLDING   no proof for a session timeout, by the own clock    -> OUT       stepped down
 * CHOSEN, HOLDING  for a session timeout while CONNECTED        -> OUT       stepped down, then the node is removed
 * any       a proof says: our node is not there                 -> ENTERING, or OUT unless CONNECTED: stepped down
 * any       the link is LOST                                    -> OUT       stepped down
 * any       the link is CONNECTED in another session            -> ENTERING  stepped down
 * any       closed                                              -> CLOSED    stepped down, then the node is removed
 * </pre>
 *
 * Who is chosen but hears its proofs too late to lead, over a slow link, makes way like that: its session would last,
 * and nobody would lead.
 *
 * <p>Whatever node of this process a list shows besides the current one is removed: one whose making seemed to fail,
 * or of a former session. It would otherwise keep everybody, this process included, from ever being the first. That is
 * safe because a round begins only after stepping down from the former one.
 */
final class Election {
    enum State {
        OUT,
        ENTERING,
        WAITING,
        CHOSEN,
        LEADING,
        HOLDING,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Election.class);
    private static final int SEQUENCE_DIGITS = 10;

    private final String nodeId;
    private final String mark;
    private final Ballots ballots;
    private final LongSupplier nanos;
    private final Runnable changed;
    private State state = State.OUT;
    private LinkState link = LinkState.CONNECTING;
    private long session;
    private long round;
    private String node;
    private long epoch;
    private boolean asking;
    private long askedNanos;
    private long provenNanos;
    /** Since when it could lead if only its proofs came in time. */
    private long idleNanos;

    private final Lease lease = new Lease();
    private ElectionTimes times;
    private volatile Standing standing;

    /**
     * Not standing yet.
     *
     * @param mark what the names of this process's nodes begin with, and those of no other
     * @param changed called when leadership is won or lost; that a lease ran out shows only in {@link #leadership}
     */
    Election(String nodeId, String mark, Ballots ballots, ElectionTimes times, LongSupplier nanos, Runnable changed) {
        this.nodeId = nodeId;
        this.mark = mark;
        this.ballots = ballots;
        this.times = times;
        this.nanos = nanos;
        this.changed = changed;
    }

    /** Whether this process leads at this very moment; any thread, and never to be kept. */
    Optional<Leadership> leadership() {
        Standing now = standing;
        return now != null && nanos.getAsLong() - now.untilNanos() < 0
                ? Optional.of(now.leadership())
                : Optional.empty();
    }

    /** The node that stands for a leadership; empty if that is not the one there is now. */
    Optional<String> nodeOf(Leadership leadership) {
        Standing now = standing;
        return now != null && now.leadership().equals(leadership) ? Optional.of(now.node()) : Optional.empty();
    }

    State state() {
        return state;
    }

    /** The session's timeout is another than thought. */
    void times(ElectionTimes granted) {
        times = granted;
    }

    void onLink(LinkState next, long nextSession) {
        link = next;
        if (state == State.CLOSED) {
            return;
        }
        asking = false;
        switch (next) {
            case CONNECTED -> onConnected(nextSession);
            case SUSPENDED -> hold("the link to ZooKeeper is suspended");
            case CONNECTING, LOST -> stepDown("the session is lost");
        }
    }

    private void onConnected(long nextSession) {
        if (nextSession != session) {
            session = nextSession;
            lease.clear();
            stepDown("this is another session");
        }
        switch (state) {
            case OUT, ENTERING -> enter();
            case WAITING, CHOSEN, HOLDING, LEADING -> {
                idleNanos = nanos.getAsLong();
                prove();
            }
            case CLOSED -> {}
        }
    }

    private void enter() {
        round++;
        state = State.ENTERING;
        ask();
        ballots.stand(round);
    }

    void onStood(long askedIn, String made, long czxid) {
        if (askedIn != round || state != State.ENTERING) {
            ballots.remove(made);
            return;
        }
        node = made;
        epoch = czxid;
        state = State.WAITING;
        list();
    }

    private void list() {
        ask();
        ballots.list(round);
    }

    /** The nodes are not those of the last list any more. */
    void onNodesChanged() {
        if (state == State.WAITING && link == LinkState.CONNECTED) {
            list();
        }
    }

    void onListed(long askedIn, List<String> names) {
        if (askedIn != round || state != State.WAITING) {
            return;
        }
        asking = false;
        names.stream()
                .filter(name -> name.startsWith(mark) && !name.equals(node))
                .forEach(ballots::remove);
        if (!names.contains(node)) {
            enter();
        } else if (names.stream()
                .min(Comparator.comparing(Election::sequence))
                .orElseThrow()
                .equals(node)) {
            state = State.CHOSEN;
            idleNanos = nanos.getAsLong();
            prove();
        }
    }

    private static String sequence(String name) {
        return name.substring(Math.max(0, name.length() - SEQUENCE_DIGITS));
    }

    private void prove() {
        ask();
        ballots.prove(round, node);
    }

    private void ask() {
        asking = true;
        askedNanos = nanos.getAsLong();
    }

    /**
     * ZooKeeper's majority said that the node is there.
     *
     * @param sentNanos before it was asked
     */
    void onProven(long askedIn, long sentNanos) {
        if (askedIn != round || !hasNode()) {
            return;
        }
        asking = false;
        provenNanos = sentNanos;
        long now = nanos.getAsLong();
        long untilNanos = lease.prolong(times, sentNanos, now);
        if (state == State.WAITING) {
            list();
        } else if (link == LinkState.CONNECTED && now - untilNanos < 0) {
            lead(untilNanos);
        }
    }

    private void lead(long untilNanos) {
        standing = new Standing(new Leadership(nodeId, epoch), node, untilNanos);
        if (state != State.LEADING) {
            state = State.LEADING;
            LOG.atInfo().addKeyValue("node", nodeId).addKeyValue("epoch", epoch).log("Leads");
            changed.run();
        }
    }

    private boolean hasNode() {
        return switch (state) {
            case WAITING, CHOSEN, LEADING, HOLDING -> true;
            case OUT, ENTERING, CLOSED -> false;
        };
    }

    /** Our node is not there. */
    void onGone(long askedIn) {
        if (askedIn == round && hasNode()) {
            stepDown("the election node is gone");
            if (link == LinkState.CONNECTED) {
                enter();
            }
        }
    }

    /** What was asked last was not answered; it may have been done or not. */
    void onFailed(long askedIn) {
        if (askedIn != round) {
            return;
        }
        asking = false;
        if (state == State.ENTERING) {
            state = State.OUT;
        }
    }

    /** To be called several times in each {@link ElectionTimes#proofNanos}. */
    void tick() {
        long now = nanos.getAsLong();
        if (asking && now - askedNanos > times.sessionNanos()) {
            onFailed(round);
        }
        if (state == State.LEADING && leadership().isEmpty()) {
            hold("no proof came in time");
        }
        if (state == State.HOLDING && now - provenNanos >= times.sessionNanos()) {
            stepDown("no proof for a session timeout");
        }
        boolean idle = state == State.CHOSEN || state == State.HOLDING;
        if (idle && link == LinkState.CONNECTED && now - idleNanos >= times.sessionNanos()) {
            stepDown("proofs come too late to lead");
            ballots.remove(node);
        }
        if (link == LinkState.CONNECTED && !asking) {
            act(now);
        }
    }

    private void act(long now) {
        switch (state) {
            case OUT -> enter();
            case CHOSEN, LEADING, HOLDING -> {
                if (now - askedNanos >= times.proofNanos()) {
                    prove();
                }
            }
            case WAITING -> {
                // Keeps the lease ready; the list after it trusts no watch.
                if (now - askedNanos >= times.relayNanos()) {
                    prove();
                }
            }
            case ENTERING, CLOSED -> {}
        }
    }

    private void hold(String why) {
        if (state == State.LEADING) {
            standing = null;
            state = State.HOLDING;
            idleNanos = nanos.getAsLong();
            LOG.atInfo().addKeyValue("epoch", epoch).addKeyValue("because", why).log("Leads no more for now");
            changed.run();
        }
    }

    /** First of all nobody leads here any more; what becomes of the node is another matter. */
    private void stepDown(String why) {
        boolean led = state == State.LEADING || state == State.HOLDING;
        standing = null;
        state = State.OUT;
        asking = false;
        if (led) {
            LOG.atInfo().addKeyValue("epoch", epoch).addKeyValue("because", why).log("Stepped down");
            changed.run();
        }
    }

    void close() {
        stepDown("it is closed");
        state = State.CLOSED;
        if (node != null) {
            ballots.remove(node);
        }
    }

    private record Standing(Leadership leadership, String node, long untilNanos) {}
}
