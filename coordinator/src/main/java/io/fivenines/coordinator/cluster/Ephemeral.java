package io.fivenines.coordinator.cluster;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that is there while this process has a session, and there again by itself after every outage. It is kept so
 * by looking and mending, never by remembering what was done: at every connect, every event about the record, every
 * publication, and after a failure, the record is looked at, and
 *
 * <pre>
 * not there                                     -> made
 * there, of this session, as wanted             -> nothing
 * there, of this session, otherwise             -> written
 * there, of another session, before ours was    -> removed, then made: it is a former session's (this process's or
 *                                                  its predecessor's), which ZooKeeper has not given up yet
 * there, of another session, in place of ours   -> left alone with a warning until it goes: another process of the
 *                                                  same name has come, and the newer one wins
 * </pre>
 *
 * Only a publication while all is as wanted is written first and looked at afterwards, if the version is still the one
 * last seen: others wait for it.
 */
public final class Ephemeral implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ephemeral.class);
    private static final int RETRY_MS = 250;
    /** Comes and goes by itself; the link says so once. */
    private static final Set<Code> UNREACHABLE =
            EnumSet.of(Code.CONNECTIONLOSS, Code.OPERATIONTIMEOUT, Code.SESSIONEXPIRED, Code.BADVERSION);

    private final ClusterLink link;
    private final CuratorFramework client;
    private final String path;
    private final LinkListener listener = this::onState;
    private final CuratorWatcher watcher = event -> mend();
    private byte[] wanted;
    private boolean looking;
    private boolean again;
    private long heldInSession;
    private int version;
    private Future<?> retry;
    private boolean closed;
    private Code complaint;
    private volatile boolean there;

    Ephemeral(ClusterLink link, String path) {
        this.link = link;
        this.client = link.curator();
        this.path = path;
        link.listen(listener);
    }

    /** What is to be there from now on. Any thread. */
    public void publish(Object record) {
        byte[] bytes = Records.bytes(record);
        link.execute(() -> {
            wanted = bytes;
            if (there && !looking && heldInSession == link.session()) {
                writeFirst();
            } else {
                mend();
            }
        });
    }

    private void writeFirst() {
        there = false;
        looking = true;
        send(() -> client.setData()
                .withVersion(version)
                .inBackground((curator, written) -> onWritten(written), link.thread())
                .forPath(path, wanted));
    }

    /** Whether the newest record published is there, as far as this process knows. */
    public boolean there() {
        return there;
    }

    private void onState(LinkState state, long session) {
        there = false;
        if (state == LinkState.CONNECTED) {
            mend();
        }
    }

    private void mend() {
        link.execute(this::look);
    }

    private void look() {
        if (closed || wanted == null || link.state() != LinkState.CONNECTED) {
            return;
        }
        if (looking) {
            again = true;
            return;
        }
        there = false;
        looking = true;
        send(() -> client.getData()
                .usingWatcher(watcher)
                .inBackground((curator, event) -> onLooked(event), link.thread())
                .forPath(path));
    }

    private void onLooked(CuratorEvent event) {
        Code code = Code.get(event.getResultCode());
        if (closed) {
            looking = false;
        } else if (code == Code.NONODE) {
            make();
        } else if (code != Code.OK) {
            failed(code);
        } else if (event.getStat().getEphemeralOwner() != link.session()) {
            onForeign(event.getStat());
        } else if (Arrays.equals(event.getData(), wanted)) {
            settled(event.getStat());
        } else {
            send(() -> client.setData()
                    .inBackground((curator, written) -> onWritten(written), link.thread())
                    .forPath(path, wanted));
        }
    }

    private void make() {
        send(() -> client.create()
                .creatingParentsIfNeeded()
                .withMode(CreateMode.EPHEMERAL)
                .inBackground((curator, made) -> onWritten(made), link.thread())
                .forPath(path, wanted));
    }

    /** Looks once more in any case: that also sets the watch on what was made. */
    private void onWritten(CuratorEvent event) {
        Code code = Code.get(event.getResultCode());
        if (code == Code.OK || code == Code.NODEEXISTS || code == Code.NONODE || code == Code.BADVERSION) {
            again = true;
            done();
        } else {
            failed(code);
        }
    }

    private void onForeign(Stat stat) {
        if (heldInSession == link.session()) {
            LOG.atWarn().addKeyValue("path", path).log("Another process has registered under this name; it stays");
            done();
            return;
        }
        send(() -> client.delete()
                .withVersion(stat.getVersion())
                .inBackground((curator, gone) -> onWritten(gone), link.thread())
                .forPath(path));
    }

    private void settled(Stat stat) {
        complaint = null;
        version = stat.getVersion();
        heldInSession = link.session();
        there = !again;
        done();
    }

    private void done() {
        looking = false;
        if (again) {
            again = false;
            look();
        }
    }

    private void failed(Code code) {
        if (!UNREACHABLE.contains(code) && code != complaint) {
            LOG.atWarn().addKeyValue("path", path).addKeyValue("code", code).log("ZooKeeper refuses a record");
        }
        complaint = code;
        looking = false;
        again = false;
        if (retry == null || retry.isDone()) {
            retry = link.later(RETRY_MS, this::look);
        }
    }

    private void send(Request request) {
        try {
            request.send();
        } catch (Exception e) {
            LOG.debug("ZooKeeper cannot be asked for {}", path, e);
            failed(Code.CONNECTIONLOSS);
        }
    }

    /** Takes the record away; it does not wait until it is gone. */
    @Override
    public void close() {
        link.forget(listener);
        link.execute(() -> {
            closed = true;
            there = false;
            if (heldInSession == link.session() && heldInSession != 0) {
                link.store().remove(path);
            }
        });
    }

    /** Curator declares that anything may be thrown. */
    private interface Request {
        void send() throws Exception;
    }
}
