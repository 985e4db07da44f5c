package io.fivenines.benchmarks.drill;

import picocli.CommandLine.Command;

@Command(
        name = "drill",
        subcommands = {
            AutoCost.class,
            BrokerCrash.class,
            BrokerDown.class,
            Cost.class,
            CrashLeader.class,
            CrashNode.class,
            CrashZooKeeperLeader.class,
            CutLink.class,
            CutNode.class,
            CutUplink.class,
            DiskFull.class,
            Flap.class,
            FreezeNode.class,
            IdleMemory.class,
            KillGateway.class,
            LoseDatacenter.class,
            LoseZooKeeper.class,
            PauseProcess.class,
            PowerCut.class,
            RollingRestart.class,
            SinkDown.class,
            SlowClients.class,
            StopGateway.class,
            SyncOrder.class
        },
        description = "Breaks a gateway of its own on purpose; the last line of standard output says what came of it.")
public final class Drill {}
