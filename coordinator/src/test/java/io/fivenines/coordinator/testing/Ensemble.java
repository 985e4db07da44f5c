package io.fivenines.coordinator.testing;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.apache.curator.test.TestingZooKeeperServer;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** Real ZooKeeper servers in this process; each can be killed and started again with what it had on disk. */
public final class Ensemble implements AutoCloseable {
    private static final int TICK_MS = 100;
    private static final int TRIES = 600;

    private final TestingCluster cluster;
    private final List<Cables> cables = new ArrayList<>();

    public Ensemble(int servers) throws Exception {
        List<InstanceSpec> specs = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            int election = FreePort.take();
            int quorum = FreePort.take();
            specs.add(new InstanceSpec(null, FreePort.take(), election, quorum, true, -1, TICK_MS, 100));
        }
        cluster = new TestingCluster(specs);
        cluster.start();
    }

    /** Straight to the servers. */
    public ClusterConfig config(Duration sessionTimeout) {
        return new ClusterConfig(cluster.getConnectString(), "test", sessionTimeout, "");
    }

    /** Straight to one of the servers. */
    public ClusterConfig config(int server, Duration sessionTimeout) {
        int port = cluster.getServers().get(server).getInstanceSpec().getPort();
        return new ClusterConfig("127.0.0.1:" + port, "test", sessionTimeout, "");
    }

    /**
     * Has the leader give a session up, as when it has just expired: until that is committed, what comes through other
     * servers is answered with SESSIONEXPIRED, on connections that stay.
     */
    public void doom(long session) throws Exception {
        Object server =
                field(TestingZooKeeperServer.class, "main", cluster.getServers().get(leader()));
        Object embedded = field(server.getClass(), "zooKeeperEmbedded", server);
        Object main = field(embedded.getClass(), "maincluster", embedded);
        QuorumPeer peer = (QuorumPeer) field(QuorumPeerMain.class, "quorumPeer", main);
        peer.getActiveServer().getSessionTracker().setSessionClosing(session);
    }

    /** Neither Curator's nor ZooKeeper's test servers show what they hold. */
    private static Object field(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** A way to the servers of one's own, to be broken. */
    public Cables cables() throws IOException {
        Cables made = new Cables(cluster.getInstances().stream()
                .map(one -> new InetSocketAddress(InetAddress.getLoopbackAddress(), one.getPort()))
                .toList());
        cables.add(made);
        return made;
    }

    public int size() {
        return cluster.getServers().size();
    }

    public void kill(int server) throws IOException {
        cluster.getServers().get(server).kill();
    }

    public void restart(int server) throws Exception {
        cluster.getServers().get(server).restart();
    }

    public void killAll() throws IOException {
        for (TestingZooKeeperServer server : cluster.getServers()) {
            server.kill();
        }
    }

    public void restartAll() throws Exception {
        for (TestingZooKeeperServer server : cluster.getServers()) {
            server.restart();
        }
    }

    /** Which server leads the ensemble now; waits until one does. */
    public int leader() throws InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            for (int i = 0; i < size(); i++) {
                if (mode(cluster.getServers().get(i).getInstanceSpec().getPort())
                        .matches("(?s).*Mode: leader.*")) {
                    return i;
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no server of the ensemble leads after a minute");
    }

    private static String mode(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        for (Cables one : cables) {
            one.close();
        }
        cluster.close();
    }
}
