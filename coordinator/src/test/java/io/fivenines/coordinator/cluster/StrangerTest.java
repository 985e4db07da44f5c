package io.fivenines.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.testing.FreePort;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who reaches ZooKeeper but is not of the cluster can do there, on a real server. */
@Timeout(120)
class StrangerTest {
    private static final Duration SESSION = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void shouldLetAStrangerNeitherReadNorWriteNorRemove() throws Exception {
        try (TestingServer server = new TestingServer()) {
            ClusterConfig config = new ClusterConfig(server.getConnectString(), "main", SESSION, "fivenines:secret");
            strangersGetNothing(config, new ZooKeeper(server.getConnectString(), 5_000, event -> {}));
            ZooKeeper other = new ZooKeeper(server.getConnectString(), 5_000, event -> {});
            other.addAuthInfo("digest", "fivenines:guessed".getBytes(StandardCharsets.UTF_8));
            strangersGetNothing(config, other);
        }
    }

    private static void strangersGetNothing(ClusterConfig config, ZooKeeper stranger) throws Exception {
        Paths paths = config.paths();
        try (ClusterLink link = new ClusterLink(config)) {
            await().until(() -> link.state() == LinkState.CONNECTED);
            link.store()
                    .remove(paths.plan())
                    .thenCompose(gone -> link.store().write(paths.plan(), Plan.NONE, Versioned.NONE))
                    .get(10, TimeUnit.SECONDS);
            Ephemeral node = link.ephemeral(paths.observer("c1"));
            node.publish(Map.of("id", "c1"));
            await().until(node::there);
            byte[] plan = "{}".getBytes(StandardCharsets.UTF_8);
            for (String path : new String[] {paths.plan(), paths.observer("c1")}) {
                refused(() -> stranger.setData(path, plan, -1));
                refused(() -> stranger.getData(path, false, null));
                refused(() -> stranger.delete(path, -1));
            }
            refused(() ->
                    stranger.create(paths.observer("c2"), plan, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
            refused(() -> stranger.create(
                    paths.root() + "/election", plan, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
            refused(() -> stranger.setACL(paths.plan(), ZooDefs.Ids.OPEN_ACL_UNSAFE, -1));
            assertThat(link.store().read(paths.plan(), Plan.class).get(10, TimeUnit.SECONDS))
                    .isPresent();
        } finally {
            stranger.close();
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(NoAuthException.class);
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void shouldAuthenticateToZooKeeperByTls() throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Path trusted = write("ca.pem", authority.getCertificatePEM());
        Path own = write("own.pem", identity("CN=member", authority));
        Path strangers = write("stranger.pem", identity("CN=stranger", authority));
        int port = FreePort.take();
        Map<String, Object> properties = new HashMap<>();
        properties.put("secureClientPort", "" + port);
        properties.put("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory");
        properties.put("ssl.keyStore.location", "" + write("server.pem", identity("CN=localhost", authority)));
        properties.put("ssl.keyStore.type", "PEM");
        properties.put("ssl.trustStore.location", trusted.toString());
        properties.put("ssl.trustStore.type", "PEM");
        Properties before = (Properties) System.getProperties().clone();
        properties.forEach((key, value) -> System.setProperty("zookeeper." + key, value.toString()));
        InstanceSpec spec = new InstanceSpec(null, -1, -1, -1, true, 1, 100, 100, properties);
        try (TestingServer server = new TestingServer(spec, true)) {
            ClusterTls tls = new ClusterTls(trusted, own);
            ClusterConfig config = new ClusterConfig("localhost:" + port, "main", SESSION, "", tls);
            ClusterConfig other =
                    new ClusterConfig(config.connect(), "main", SESSION, "", new ClusterTls(trusted, strangers));
            strangersGetNothing(config, new ZooKeeper("localhost:" + port, 5_000, event -> {}, other.client()));
            assertThat(server.getPort()).isNotEqualTo(port);
        } finally {
            System.setProperties(before);
        }
    }

    private static String identity(String subject, X509Bundle authority) throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject(subject)
                .addSanDnsName("localhost")
                .buildIssuedBy(authority);
        return bundle.getPrivateKeyPEM() + "\n" + bundle.getCertificatePathPEM();
    }
}
