package io.fivenines.benchmarks.drill;

import picocli.CommandLine.Command;

@Command(
        name = "drill",
        subcommands = {
            Attacks.class,
            AutoCost.class,
            BrokerCrash.class,
            BrokerDown.class,
            Commands.class,
            Cost.class,
            CrashLeader.class,
            CrashNode.class,
            CrashZooKeeperLeader.class,
            CutLink.class,
            CutNode.class,
            CutUplink.class,
            DiskFull.class,
            During.class,
            Flap.class,
            FreezeNode.class,
            FrontBird.class,
            FrontHaproxy.class,
            IdleMemory.class,
            KafkaCost.class,
            KillGateway.class,
            LoseDatacenter.class,
            LoseZooKeeper.class,
            PauseProcess.class,
            PowerCut.class,
            RollingRestart.class,
            SinkDown.class,
            SlowClients.class,
            StopGateway.class,
            StreamMoves.class,
            SyncOrder.class,
            Uptime.class
        },
        description = "Breaks a gateway of its own on purpose; the last line of standard output says what came of it.")
public final class Drill {}
