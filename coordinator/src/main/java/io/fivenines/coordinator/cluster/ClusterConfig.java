package io.fivenines.coordinator.cluster;

import java.time.Duration;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * How to reach the cluster's ZooKeeper.
 *
 * @param connect its servers, {@code host:port,host:port}
 * @param cluster the name under which its records are kept, so that one ensemble can serve several clusters
 * @param sessionTimeout after so long without a word ZooKeeper gives a process up and drops its ephemeral records
 * @param auth {@code user:password} of ZooKeeper's digest scheme: only who gives it reads or writes what this process
 *     writes; empty for an ensemble that only the cluster can reach
 * @param tls null for plain TCP
 * @param seal of the heartbeats
 */
public record ClusterConfig(
        String connect, String cluster, Duration sessionTimeout, String auth, ClusterTls tls, SealConfig seal) {
    private static final Duration SESSION_MIN = Duration.ofMillis(200);
    private static final Duration SESSION_MAX = Duration.ofMinutes(1);

    public ClusterConfig {
        if (!connect.matches("[^\\s,/]+:\\d{1,5}(,[^\\s,/]+:\\d{1,5})*")) {
            throw new IllegalArgumentException("connect '" + connect + "', expected host:port,host:port");
        }
        Names.check("cluster", cluster);
        if (sessionTimeout.compareTo(SESSION_MIN) < 0 || sessionTimeout.compareTo(SESSION_MAX) > 0) {
            throw new IllegalArgumentException(
                    "sessionTimeout " + sessionTimeout.toMillis() + " ms, expected 200 ms to 1 m");
        }
        if (!auth.isEmpty() && auth.indexOf(':') < 1) {
            throw new IllegalArgumentException("auth without a colon, expected user:password");
        }
    }

    /** One whose heartbeats have no seal. */
    public ClusterConfig(String connect, String cluster, Duration sessionTimeout, String auth, ClusterTls tls) {
        this(connect, cluster, sessionTimeout, auth, tls, SealConfig.NONE);
    }

    public ClusterConfig(String connect, String cluster, Duration sessionTimeout, String auth) {
        this(connect, cluster, sessionTimeout, auth, null);
    }

    /** Whether ZooKeeper learns who this process is, so that what it writes is for its like only. */
    boolean authenticates() {
        return !auth.isEmpty() || tls != null && tls.identifies();
    }

    public Paths paths() {
        return new Paths(cluster);
    }

    /**
     * What ZooKeeper's client is to know. Without SASL: on its account the client asks the name server for every server
     * it tries to reach, and waits for it, 5 s and longer when it went away with the rest of a datacenter.
     */
    ZKClientConfig client() {
        ZKClientConfig client = new ZKClientConfig();
        client.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        if (tls != null) {
            tls.show(client);
        }
        return client;
    }

    /** The password is nobody's business. */
    @Override
    public String toString() {
        return "ClusterConfig[connect=" + connect + ", cluster=" + cluster + ", sessionTimeout=" + sessionTimeout + "]";
    }
}
