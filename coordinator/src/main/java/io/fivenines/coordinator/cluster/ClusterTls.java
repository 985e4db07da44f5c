package io.fivenines.coordinator.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * TLS to ZooKeeper's servers, whose certificates must name the hosts in {@code connect}.
 *
 * @param authorities PEM file with the certificates that the servers' are signed by
 * @param identity PEM file with this process's own key (PKCS 8, without a password) and certificate, by which ZooKeeper
 *     knows it; empty for none. Without a password besides, all processes of a cluster need one and the same subject
 */
public record ClusterTls(Path authorities, Path identity) {
    private static final String PEM = "PEM";

    public ClusterTls {
        readable("authorities", authorities);
        if (!identity.toString().isEmpty()) {
            readable("identity", identity);
        }
    }

    private static void readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("tls " + what + " '" + file + "', expected a readable PEM file");
        }
    }

    boolean identifies() {
        return !identity.toString().isEmpty();
    }

    void show(ZKClientConfig client) {
        client.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
        client.setProperty(ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
        client.setProperty("zookeeper.ssl.enabledProtocols", "TLSv1.3,TLSv1.2");
        client.setProperty("zookeeper.ssl.trustStore.location", authorities.toString());
        client.setProperty("zookeeper.ssl.trustStore.type", PEM);
        if (identifies()) {
            client.setProperty("zookeeper.ssl.keyStore.location", identity.toString());
            client.setProperty("zookeeper.ssl.keyStore.type", PEM);
        }
    }
}
