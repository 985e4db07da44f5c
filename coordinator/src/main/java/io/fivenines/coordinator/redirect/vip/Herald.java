package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.PulseClient;
import io.fivenines.coordinator.cluster.Seal;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the next owner of an address, agent to agent, that this host has let it go. ZooKeeper says so too, once its
 * servers have it on their disks; whoever is not told waits for that.
 */
final class Herald implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
    private static final int QUEUE_MAX = 64;
    private static final int ANSWER_MS = 300;

    private final NodeId self;
    private final Seal seal;
    private final ThreadPoolExecutor thread = thread("herald");
    /** Not the same: who is greeted may be dead, and who waits for an address must not wait for that to be known. */
    private final ThreadPoolExecutor greeter = thread("greeter");

    private int greeted;

    Herald(NodeId self, Seal seal) {
        this.self = self;
        this.seal = seal;
    }

    private static ThreadPoolExecutor thread(String name) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_MAX),
                task -> daemon(task, name),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What this agent says of itself now, to everybody who by the plan waits for it. Never waits. */
    void tell(AgentRecord said, Plan plan, Map<NodeId, AgentRecord> agents) {
        for (NodeId waiting : waiting(said, plan)) {
            AgentRecord agent = agents.get(waiting);
            if (agent != null) {
                thread.execute(() -> tell(agent, said));
            }
        }
    }

    /**
     * Says the same to one of the datacenter's other agents, each in its turn, though nobody waits for it. What is done
     * once in months is slow when it is done: until then neither this host nor the other has run it, nor is it known
     * that the one can reach the other.
     */
    void greet(AgentRecord said, Map<NodeId, AgentRecord> agents) {
        List<AgentRecord> others = agents.values().stream()
                .filter(agent -> !agent.id().equals(self))
                .filter(agent -> agent.id().datacenter().equals(self.datacenter()))
                .toList();
        if (!others.isEmpty()) {
            AgentRecord next = others.get(Math.floorMod(greeted++, others.size()));
            greeter.execute(() -> tell(next, said));
        }
    }

    private Set<NodeId> waiting(AgentRecord said, Plan plan) {
        Set<NodeId> waiting = new HashSet<>();
        plan.addresses().forEach((address, ownership) -> {
            if (isNext(ownership) && !said.held().contains(address)) {
                waiting.add(ownership.owner());
            }
        });
        return waiting;
    }

    private boolean isNext(Ownership ownership) {
        return self.equals(ownership.previous()) && ownership.owner() != null && !self.equals(ownership.owner());
    }

    private void tell(AgentRecord to, AgentRecord said) {
        try {
            PulseClient.tell(to.heartbeat(), Beat.of(said), ANSWER_MS, seal);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} was not told, and will read it", to.id(), e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        greeter.shutdown();
    }
}
