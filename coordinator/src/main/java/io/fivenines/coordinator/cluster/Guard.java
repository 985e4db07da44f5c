package io.fivenines.coordinator.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the cluster's folders in ZooKeeper are its own: one made before passwords were set, or by a stranger
 * who came first, is open to others or closed to us, and nothing written below it is safe. It says so and changes
 * nothing: processes without the password may still be at work.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final CuratorFramework client;
    private final Paths paths;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    Guard(CuratorFramework client, Paths paths) {
        this.client = client;
        this.paths = paths;
    }

    void look() {
        look(paths.folder());
        look(paths.root());
        look(paths.nodes());
        look(paths.election());
        look(paths.plan());
        look(paths.intents());
    }

    private void look(String path) {
        try {
            client.getACL().inBackground((curator, event) -> onAcl(path, event)).forPath(path);
        } catch (Exception e) {
            LOG.debug("ZooKeeper cannot be asked who may write {}", path, e);
        }
    }

    private void onAcl(String path, CuratorEvent event) {
        Code code = Code.get(event.getResultCode());
        boolean open = code == Code.OK
                && event.getACLList().stream()
                        .anyMatch(acl -> acl.getId().equals(ZooDefs.Ids.ANYONE_ID_UNSAFE)
                                && acl.getPerms() != ZooDefs.Perms.READ);
        if (open && said.add(path)) {
            LOG.atWarn()
                    .addKeyValue("path", path)
                    .log("Anybody may write this in ZooKeeper: it was made before cluster.auth was set");
        } else if (code == Code.NOAUTH && said.add(path)) {
            LOG.atError()
                    .addKeyValue("path", path)
                    .log("ZooKeeper keeps this for somebody else, and nothing of the cluster can be kept in it");
        }
    }
}
