package io.fivenines.coordinator.elect;

import static io.fivenines.coordinator.elect.SimulatedEnsemble.MS;
import static io.fivenines.coordinator.elect.SimulatedEnsemble.SESSION;

import io.fivenines.coordinator.cluster.LinkState;

/** A process with an {@link Election}, on a link that loses what it carries, and that may stand still for a while. */
final class SimulatedVoter implements Ballots {
    final Election election;
    private final SimulatedEnsemble zooKeeper;
    private final String mark;
    private LinkState link = LinkState.CONNECTING;
    private long session;
    private long seenZxid;
    /** The server it is connected to hears the others, and it hears the server. */
    private boolean writes = true;

    private boolean reads = true;
    private long stoppedUntilNanos;
    private int cuts;

    SimulatedVoter(String id, SimulatedEnsemble zooKeeper, ElectionTimes times) {
        this.zooKeeper = zooKeeper;
        mark = id + "~";
        election = new Election(id, mark, this, times, zooKeeper::now, () -> {});
        zooKeeper.watch(() -> awake(() -> {
            if (reads) {
                election.onNodesChanged();
            }
        }));
        zooKeeper.after(zooKeeper.upTo(SESSION), this::connect);
        tick();
        ping();
    }

    boolean stopped() {
        return zooKeeper.now() < stoppedUntilNanos;
    }

    /** A pause of the whole process: whatever comes is dealt with after it. */
    void stop(long nanos) {
        stoppedUntilNanos = zooKeeper.now() + nanos;
    }

    private void awake(Runnable task) {
        if (stopped()) {
            zooKeeper.after(stoppedUntilNanos - zooKeeper.now(), () -> awake(task));
        } else {
            task.run();
        }
    }

    private void tick() {
        awake(election::tick);
        zooKeeper.after(SESSION / 50, this::tick);
    }

    /** The server answers a client whose session is over by saying so. */
    private void ping() {
        if (session != 0 && !zooKeeper.alive(session) && !stopped()) {
            connect();
        }
        if (link == LinkState.CONNECTED && reads && !stopped()) {
            zooKeeper.heard(session, () -> writes);
        }
        zooKeeper.after(SESSION / 3, this::ping);
    }

    private void connect() {
        if (!reads || !writes) {
            return;
        }
        if (zooKeeper.alive(session)) {
            zooKeeper.touch(session);
        } else {
            if (session != 0 && zooKeeper.random.nextBoolean()) {
                tell(LinkState.LOST, 0);
            }
            session = zooKeeper.newSession();
        }
        tell(LinkState.CONNECTED, session);
    }

    private void tell(LinkState state, long ofSession) {
        awake(() -> {
            link = state;
            election.onLink(state, ofSession);
        });
    }

    /** A fault of the link for that long; the client may notice, or not. */
    void cut(boolean alsoReads, long nanos) {
        writes = false;
        reads = !alsoReads && reads;
        int cut = ++cuts;
        if (zooKeeper.random.nextBoolean()) {
            zooKeeper.after(zooKeeper.upTo(SESSION), () -> whileCut(cut, LinkState.SUSPENDED));
            zooKeeper.after(2 * SESSION, () -> whileCut(cut, LinkState.LOST));
        }
        zooKeeper.after(nanos, () -> {
            if (cut == cuts) {
                heal();
            }
        });
    }

    private void whileCut(int cut, LinkState state) {
        if (cut == cuts && !writes) {
            tell(state, 0);
        }
    }

    /** Two quick reconnects, and the like: known at once, over at once. */
    void reset() {
        tell(LinkState.SUSPENDED, 0);
        cuts++;
        heal();
    }

    void heal() {
        writes = true;
        reads = true;
        connect();
    }

    @Override
    public void stand(long round) {
        long mine = session;
        request(true, mine, round, () -> {
            if (!zooKeeper.alive(mine)) {
                return () -> election.onFailed(round);
            }
            SimulatedEnsemble.Node made = zooKeeper.create(mark, mine);
            return () -> election.onStood(round, made.name(), made.czxid());
        });
    }

    @Override
    public void list(long round) {
        request(false, session, round, () -> {
            SimulatedEnsemble.Snapshot seen = zooKeeper.read(seenZxid);
            seenZxid = Math.max(seenZxid, seen.zxid());
            return () -> election.onListed(round, seen.names());
        });
    }

    @Override
    public void prove(long round, String node) {
        long sent = zooKeeper.now();
        request(
                true,
                session,
                round,
                () -> zooKeeper.has(node) ? () -> election.onProven(round, sent) : () -> election.onGone(round));
    }

    @Override
    public void remove(String node) {
        request(true, session, -1, () -> {
            zooKeeper.delete(node);
            return () -> {};
        });
    }

    /** There, done, and back; lost on either way, so that what failed may have been done. */
    private void request(boolean write, long of, long round, Deed deed) {
        zooKeeper.after(zooKeeper.upTo(30 * MS), () -> {
            boolean arrives = reads && (!write || writes);
            if (arrives) {
                zooKeeper.heard(of, () -> writes);
            }
            Runnable answer = arrives ? deed.done() : () -> election.onFailed(round);
            if (write && arrives) {
                seenZxid = zooKeeper.zxid();
            }
            boolean lost = !reads || !zooKeeper.calm() && zooKeeper.random.nextInt(50) == 0;
            Runnable told = lost ? () -> election.onFailed(round) : answer;
            zooKeeper.after(zooKeeper.upTo(lost ? SESSION : 30 * MS), () -> awake(told));
        });
    }

    @Override
    public String toString() {
        return mark + " " + election.state() + " " + link + " session " + session
                + (zooKeeper.alive(session) ? "" : " dead");
    }

    private interface Deed {
        Runnable done();
    }
}
