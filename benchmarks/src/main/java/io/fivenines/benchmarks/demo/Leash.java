package io.fivenines.benchmarks.demo;

import io.fivenines.coordinator.Agent;
import io.fivenines.coordinator.Coordinator;
import io.fivenines.gateway.Gateway;
import java.io.IOException;
import java.util.Arrays;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/**
 * A program's own main, but that it ends with the process that started it: then its standard input ends, even if that
 * process was killed.
 */
public final class Leash {
    private Leash() {}

    /** The arguments are the program's name and what it takes itself. */
    public static void main(String[] arguments) {
        Thread watch = new Thread(Leash::endWithInput, "leash");
        watch.setDaemon(true);
        watch.start();
        switch (arguments[0]) {
            case "gateway" -> Gateway.main(arguments);
            case "coordinator" -> Coordinator.main(arguments);
            case "agent" -> Agent.main(arguments);
            case "zookeeper" -> QuorumPeerMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            default ->
                throw new IllegalArgumentException(
                        "program '" + arguments[0] + "', expected gateway, coordinator, agent or zookeeper");
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes anything.
            }
        } catch (IOException e) {
            // It is gone all the same.
        }
        Runtime.getRuntime().halt(0);
    }
}
