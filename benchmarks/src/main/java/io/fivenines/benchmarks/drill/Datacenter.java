package io.fivenines.benchmarks.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.LoadPlan.Reconnection;
import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.KafkaCluster;
import java.io.IOException;
import java.util.List;

/** One of two datacenters on this machine: a broker, a gateway and its trackers. */
final class Datacenter implements AutoCloseable {
    private static final String PROTOCOL = "teltonika";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final GatewayHome home;
    private final KafkaCluster kafka;
    private final Swarm swarm;
    private String acknowledgeAfter = "";
    private Datacenter other;
    private GatewayProcess gateway;

    Datacenter(String name, int trackers, double rate, long seed) throws IOException, InterruptedException {
        this.name = name;
        home = GatewayHome.create(PROTOCOL);
        kafka = KafkaCluster.start(home.folder(), 1);
        swarm = new Swarm(new LoadPlan(
                new Target(GatewayHome.HOST, home.port()),
                new Fleet(PROTOCOL, seed, 0, trackers),
                new Production(0, 1, rate),
                Reconnection.eager(),
                1,
                seed));
    }

    /** Starts the gateway. */
    Datacenter raise(Datacenter beside, String after) throws IOException, InterruptedException {
        other = beside;
        acknowledgeAfter = after;
        gateway = GatewayProcess.start(home, Jvm.own(), List.of(configuration()));
        Stage.say("%s: gateway %d ready after %,d ms", name, gateway.child().pid(), gateway.readyMs());
        return this;
    }

    private String[] configuration() {
        return kafka.configuration(
                "acknowledgeAfter: " + acknowledgeAfter,
                "bothTimeout: 5s",
                "other: {bootstrapServers: '" + other.kafka.addresses() + "'}");
    }

    void open() throws InterruptedException {
        Stage.say("%s: %,d trackers logged in", name, swarm.connect());
        swarm.begin();
    }

    Swarm swarm() {
        return swarm;
    }

    KafkaCluster kafka() {
        return kafka;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    /** What the gateway says of the other datacenter; missing as long as it says nothing. */
    JsonNode copies() {
        try {
            return JSON.readTree(gateway.api().readiness().text()).path("copies");
        } catch (IOException e) {
            return JSON.createObjectNode().path("copies");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JSON.createObjectNode().path("copies");
        }
    }

    /** Whether both have all, and acknowledge as they are asked to. */
    boolean isWhole() {
        JsonNode copies = copies();
        return copies.path("onlyHere").asLong(-1) == 0
                && copies.path("now").asText().equals(acknowledgeAfter);
    }

    /** Only the gateway, which begins again on what its journal has. */
    void restartGateway() throws IOException, InterruptedException {
        gateway.kill();
        gateway.close();
        raise(other, acknowledgeAfter);
    }

    /** Every process at once, and the disks. */
    void destroy() throws IOException, InterruptedException {
        gateway.kill();
        kafka.destroy();
        gateway.close();
    }

    /** From nothing. */
    void rebuild() throws IOException, InterruptedException {
        kafka.rebuild();
        raise(other, acknowledgeAfter);
    }

    void keep() {
        Stage.say("kept: %s", home.folder());
    }

    @Override
    public void close() {
        swarm.close();
        if (gateway != null) {
            gateway.close();
        }
        kafka.close();
    }

    void forget() {
        home.close();
    }
}
