package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Tally;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Front;
import io.fivenines.benchmarks.stage.HaproxyFront;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

@Command(
        name = "front-haproxy",
        description = {
            "Two HAProxies before the gateways of one datacenter, each run in turn (--runs 4 for all): a gateway is",
            "killed; a gateway is drained by the operator's command; the HAProxy that has the trackers' address is",
            "killed; every gateway behind them is killed while they live. Passes if the gap is at most 1 s (p99) for",
            "a gateway, 2 s for an HAProxy, 10 s from the fault for the datacenter, whose port must refuse; if every",
            "record has the tracker's own address; and if no acknowledged record is lost. Needs root and haproxy."
        })
public final class FrontHaproxy extends FailoverDrill {
    private static final String HOME = "eu";
    private static final String GATEWAY = "gateway-eu1";
    private static final String OTHER_GATEWAY = "gateway-eu2";
    /** Drained: since the other one was killed all trackers are here. */
    private static final String NODE = "eu/2";
    /** From where all trackers come. */
    private static final String OUTSIDE = "10.9.0.50:";

    private static final int CONNECT_MS = 500;

    /** What is broken. */
    private enum Fault {
        KILL_GATEWAY,
        DRAIN_GATEWAY,
        KILL_HAPROXY,
        LOSE_GATEWAYS;

        Bounds bounds() {
            return switch (this) {
                case KILL_GATEWAY, DRAIN_GATEWAY -> Bounds.gap(1_000, 1_000);
                case KILL_HAPROXY -> Bounds.gap(2_000, 2_000);
                case LOSE_GATEWAYS -> Bounds.afterFault(10_000);
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Fault, Tally> tallies = new EnumMap<>(Fault.class);
    private int run;
    private Fault fault;
    private String haproxy;
    private long refusedAfterMs;
    private ClusterStage stage;

    @Override
    String name() {
        return "front-haproxy";
    }

    @Override
    Front front() {
        return new HaproxyFront();
    }

    @Override
    Bounds bounds() {
        return Bounds.none();
    }

    @Override
    boolean strikesAll() {
        return false;
    }

    @Override
    Target target() {
        return Crowds.name(HOME);
    }

    @Override
    void prepare(ClusterStage now, Crowds crowds) throws IOException, InterruptedException {
        stage = now;
        if (!DatacenterDrill.pointsTo(stage, HOME)) {
            DatacenterDrill.goHome(stage, crowds);
        }
        // A record of before may have looked well.
        stage.await("the cluster to be well", stage::isWell);
        crowds.requireStruckAt(ClusterStage.virtualAddresses(HOME));
        fault = Fault.values()[run++ % Fault.values().length];
        haproxy = HaproxyFront.haproxy(stage.owner(VICTIM_ADDRESS));
        Stage.say("%s", fault.word());
    }

    @Override
    void strike(ClusterStage now) throws IOException, InterruptedException {
        switch (fault) {
            case KILL_GATEWAY -> stage.child(GATEWAY).kill();
            case DRAIN_GATEWAY -> Stage.say("%s", stage.operator("drain", NODE, "--for", "10m", "--reason", "drill"));
            case KILL_HAPROXY -> stage.child(haproxy).kill();
            case LOSE_GATEWAYS -> {
                long killed = System.nanoTime();
                stage.killAll(List.of(GATEWAY, OTHER_GATEWAY));
                stage.await("HAProxy to refuse", FrontHaproxy::refuses);
                refusedAfterMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
            }
        }
    }

    /** As an observer would find it. */
    private static boolean refuses() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(VICTIM_ADDRESS, ClusterStage.TRACKER_PORT), CONNECT_MS);
            return false;
        } catch (IOException e) {
            return e instanceof ConnectException;
        }
    }

    @Override
    void hold(ClusterStage now, Crowds crowds) throws IOException, InterruptedException {
        if (fault == Fault.LOSE_GATEWAYS) {
            stage.await("the name to point elsewhere", () -> !DatacenterDrill.pointsTo(stage, HOME));
            stage.await("observers to see it", () -> light().equals("red"));
        }
        Pause.ms(3_000);
    }

    private String light() {
        return stage.ask("/v1/status").path("datacenters").path(HOME).asText();
    }

    @Override
    void mend(ClusterStage now) throws IOException, InterruptedException {
        switch (fault) {
            case KILL_GATEWAY -> stage.restart(GATEWAY);
            case DRAIN_GATEWAY -> stage.operator("undrain", NODE);
            case KILL_HAPROXY -> stage.restart(haproxy);
            case LOSE_GATEWAYS -> {
                stage.restart(GATEWAY);
                stage.restart(OTHER_GATEWAY);
            }
        }
    }

    @Override
    void restore(ClusterStage now, Crowds crowds) throws IOException, InterruptedException {
        tallies.computeIfAbsent(fault, first -> new Tally()).add(crowds.struck().tally());
        super.restore(now, crowds);
    }

    @Override
    boolean describe(Report report) {
        boolean within = true;
        for (Map.Entry<Fault, Tally> one : tallies.entrySet()) {
            Tally tally = one.getValue();
            report.nest(one.getKey().word())
                    .put("disconnects", tally.disconnects())
                    .putMs("gap_ms", tally.gapMicros())
                    .putMs("after_fault_ms", tally.afterMarkMicros());
            within &= tally.disconnects() > 0 && one.getKey().bounds().hold(tally);
        }
        long[] peers = peers();
        report.put("refused_after_ms", refusedAfterMs).put("records", peers[0]).put("peer_not_kept", peers[1]);
        return within && peers[0] > 0 && peers[1] == 0;
    }

    /** Records there are, and those of them that do not say where their tracker was. */
    private long[] peers() {
        long[] counts = new long[2];
        try {
            for (GatewayApi gateway : stage.gateways()) {
                gateway.readBack(message -> {
                    counts[0]++;
                    counts[1] += message.path("peer").asText().startsWith(OUTSIDE) ? 0 : 1;
                });
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return counts;
    }
}
