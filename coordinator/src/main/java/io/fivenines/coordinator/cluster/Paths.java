package io.fivenines.coordinator.cluster;

/**
 * Where in ZooKeeper the cluster keeps its records:
 *
 * <pre>
 * /fivenines/CLUSTER/nodes/DATACENTER/NODE     ephemeral   NodeRecord
 *                   /agents/DATACENTER/NODE    ephemeral   AgentRecord
 *                   /coordinators/ID           ephemeral   CoordinatorRecord
 *                   /election/                 ephemeral, sequential; the first one's zxid is the epoch
 *                   /observers/ID              ephemeral   Observation
 *                   /plan                      versioned   Plan
 *                   /steps/NUMBER              the last 1,000 steps, each with its reason
 *                   /intents/ID                            Intent
 *                   /commands/SHARD/IDENT/ID               a queued command; claims are ephemeral children
 *                   /uptime/DATACENTER/MONTH               ledger rows
 *                   /notes/NAME                            an operator's words on an incident
 * </pre>
 */
public record Paths(String cluster) {
    public Paths {
        Names.check("cluster", cluster);
    }

    /** Of all clusters that the ensemble serves. */
    public String folder() {
        return "/fivenines";
    }

    public String root() {
        return folder() + "/" + cluster;
    }

    public String nodes() {
        return root() + "/nodes";
    }

    public String node(NodeId id) {
        return nodes() + "/" + id;
    }

    public String agents() {
        return root() + "/agents";
    }

    public String agent(NodeId id) {
        return agents() + "/" + id;
    }

    public String coordinators() {
        return root() + "/coordinators";
    }

    public String coordinator(String id) {
        return coordinators() + "/" + id;
    }

    public String election() {
        return root() + "/election";
    }

    public String observers() {
        return root() + "/observers";
    }

    public String observer(String id) {
        return observers() + "/" + id;
    }

    public String plan() {
        return root() + "/plan";
    }

    public String steps() {
        return root() + "/steps";
    }

    public String intents() {
        return root() + "/intents";
    }

    public String intent(String id) {
        return intents() + "/" + id;
    }

    public String commands() {
        return root() + "/commands";
    }

    public String uptime() {
        return root() + "/uptime";
    }

    public String notes() {
        return root() + "/notes";
    }
}
