package io.fivenines.benchmarks.attack;

import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** Somebody who reaches ZooKeeper and knows no password: HOST:PORT, then any number of a deed and a path. */
public final class Stranger {
    private static final byte[] NEWS = "{}".getBytes(StandardCharsets.UTF_8);

    private Stranger() {}

    public static void main(String[] arguments) throws Exception {
        ZooKeeper zooKeeper = new ZooKeeper(arguments[0], 10_000, event -> {});
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            System.out.println(arguments[i] + ": " + answer(zooKeeper, arguments[i], arguments[i + 1]));
        }
        zooKeeper.close();
    }

    private static String answer(ZooKeeper zooKeeper, String deed, String path) throws InterruptedException {
        try {
            switch (deed) {
                case "create" -> zooKeeper.create(path, NEWS, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                case "set" -> zooKeeper.setData(path, NEWS, -1);
                case "get" -> zooKeeper.getData(path, false, null);
                case "delete" -> zooKeeper.delete(path, -1);
                default -> throw new IllegalArgumentException(deed + ", expected create, set, get or delete");
            }
            return "done";
        } catch (KeeperException e) {
            return e.getMessage();
        }
    }
}
