package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Intent;
import java.util.ArrayList;
import java.util.List;

/** Makes faults happen and end. */
final class FaultInjector {
    private static final long FLAP_MS = 2_600;

    private final World world;
    private final World.Ground ground;
    private final Network network;
    private int operatorsSaid;

    FaultInjector(World world) {
        this.world = world;
        ground = world.ground();
        network = ground.network();
    }

    void plan(Fault fault) {
        ground.clockwork().after(fault.atMs(), () -> {
            world.log(() -> "begins: " + fault);
            Runnable end = begin(fault);
            world.onFault();
            ground.clockwork().after(fault.durationMs(), () -> {
                world.log(() -> "ends: " + fault);
                end.run();
                world.onFault();
            });
        });
    }

    /** Begins it; the answer ends it. */
    private Runnable begin(Fault fault) {
        int a = fault.a();
        return switch (fault.kind()) {
            case CRASH_GATEWAY -> crashGateway(world.host(a));
            case PAUSE_GATEWAY -> pause(world.host(a).gateway);
            case PAUSE_HOST -> both(pause(world.host(a).gateway), pause(world.host(a).agent.process));
            case CRASH_HOST -> crashHost(world.host(a));
            case CRASH_AGENT -> crashAgent(world.host(a));
            case FILL_GATEWAY -> {
                world.host(a).fill(true);
                yield () -> world.host(a).fill(false);
            }
            case FLAP_GATEWAYS -> flap(a, fault.durationMs());
            case CRASH_COORDINATOR -> crash(world.coordinator(a).process, world.coordinator(a)::start);
            case PAUSE_COORDINATOR -> pause(world.coordinator(a).process);
            case CRASH_SERVER -> crashServer(a);
            case LOSE_ZOOKEEPER -> both(crashServer(0), both(crashServer(1), crashServer(2)));
            case CUT -> cut(a, fault.b());
            case CUT_ONE_WAY -> cutOneWay(a, fault.b());
            case SLOW -> slow(a, fault.b());
            case ISOLATE -> isolate(a);
            case CUT_SITES -> cutSites(a, fault.b());
            case CUT_UPLINK -> cutUplink(a);
            case LOSE_SITE -> loseSite(a);
            case DRAIN -> intend(Intent.Kind.DRAIN, world.host(a).id.toString(), "", fault);
            case FREEZE -> intend(Intent.Kind.FREEZE, site(a), "", fault);
            case FORCE -> intend(Intent.Kind.FORCE, site(a), site(1 - a), fault);
            case FORCE_ADDRESS -> forceAddress(a, fault);
        };
    }

    private String site(int number) {
        return ground.topology().sites().get(number);
    }

    private static Runnable both(Runnable one, Runnable other) {
        return () -> {
            one.run();
            other.run();
        };
    }

    private static Runnable pause(SimProcess process) {
        process.pause();
        return process::resume;
    }

    private static Runnable crash(SimProcess process, Runnable start) {
        process.crash();
        return () -> {
            if (!process.isUp()) {
                start.run();
            }
        };
    }

    private static Runnable crashGateway(SimHost host) {
        host.crashGateway();
        return () -> {
            if (host.isUp() && !host.gateway.isUp()) {
                host.startGateway();
            }
        };
    }

    /** It comes back with its host, if that goes down meanwhile. */
    private static Runnable crashAgent(SimHost host) {
        return crash(host.agent.process, () -> {
            if (host.isUp()) {
                host.agent.start();
            }
        });
    }

    private static Runnable crashHost(SimHost host) {
        host.crash();
        return () -> {
            if (!host.isUp()) {
                host.start();
            }
        };
    }

    private Runnable crashServer(int site) {
        SimProcess server = world.ensemble().server(site);
        return crash(server, server::start);
    }

    /** The gateways of a datacenter die and come back in turn. */
    private Runnable flap(int dc, long durationMs) {
        long turns = Math.min(6, durationMs / FLAP_MS);
        for (int turn = 0; turn < turns; turn++) {
            List<SimHost> hosts = world.hostsOf(dc);
            SimHost host = hosts.get(turn % hosts.size());
            ground.clockwork().after(turn * FLAP_MS, () -> {
                Runnable end = crashGateway(host);
                ground.clockwork().after(700, end);
            });
        }
        return () -> {};
    }

    private Runnable cut(int a, int b) {
        return both(cutOneWay(a, b), cutOneWay(b, a));
    }

    private Runnable cutOneWay(int from, int to) {
        network.cut(from, to, 1);
        return () -> network.cut(from, to, -1);
    }

    private Runnable slow(int a, int b) {
        network.slow(a, b, 1);
        network.slow(b, a, 1);
        return () -> {
            network.slow(a, b, -1);
            network.slow(b, a, -1);
        };
    }

    private Runnable isolate(int machine) {
        Runnable end = () -> {};
        for (int other = 0; other < network.machines(); other++) {
            if (other != machine) {
                end = both(end, cut(machine, other));
            }
        }
        return end;
    }

    private Runnable cutSites(int a, int b) {
        Runnable end = () -> {};
        for (int from = 0; from < network.machines(); from++) {
            for (int to = 0; to < network.machines(); to++) {
                boolean between = network.siteOf(from) == a && network.siteOf(to) == b;
                if (between && a != b) {
                    end = both(end, cut(from, to));
                }
            }
        }
        network.cutPublic(a, b, 1);
        network.cutPublic(b, a, 1);
        return both(end, () -> {
            network.cutPublic(a, b, -1);
            network.cutPublic(b, a, -1);
        });
    }

    /** Nobody outside reaches the datacenter's public addresses; inside and between the datacenters all is well. */
    private Runnable cutUplink(int dc) {
        int sites = ground.topology().sites().size();
        for (int from = 0; from < sites; from++) {
            network.cutPublic(from, dc, from == dc ? 0 : 1);
        }
        return () -> {
            for (int from = 0; from < sites; from++) {
                network.cutPublic(from, dc, from == dc ? 0 : -1);
            }
        };
    }

    private Runnable loseSite(int site) {
        Runnable end = both(crash(world.coordinator(site).process, world.coordinator(site)::start), crashServer(site));
        for (SimHost host : world.hostsOf(site)) {
            end = both(end, crashHost(host));
        }
        return end;
    }

    private Runnable forceAddress(int address, Fault fault) {
        List<SimHost> hosts = world.hostsOf(ground.topology().datacenterOfAddress(address));
        SimHost to = hosts.get(fault.b() % hosts.size());
        return intend(Intent.Kind.FORCE, ground.topology().addresses().get(address), to.id.toString(), fault);
    }

    private Runnable intend(Intent.Kind kind, String subject, String to, Fault fault) {
        long wallMs = ground.clockwork().nowMs();
        Intent intent = new Intent(
                "i" + operatorsSaid++, kind, subject, to, "ops", "", wallMs + 10_000_000 + fault.durationMs());
        List<Intent> with = new ArrayList<>(world.ensemble().state().intents());
        with.add(intent);
        world.ensemble().put(List.copyOf(with));
        return () -> {
            List<Intent> without = new ArrayList<>(world.ensemble().state().intents());
            without.remove(intent);
            world.ensemble().put(List.copyOf(without));
        };
    }
}
