package io.fivenines.benchmarks.drill;

import picocli.CommandLine.Command;

@Command(
        name = "drill",
        subcommands = {
            AutoCost.class,
            BrokerCrash.class,
            BrokerDown.class,
            Cost.class,
            CrashNode.class,
            CutNode.class,
            DiskFull.class,
            FreezeNode.class,
            IdleMemory.class,
            KillGateway.class,
            PowerCut.class,
            SinkDown.class,
            SlowClients.class,
            StopGateway.class,
            SyncOrder.class
        },
        description = "Breaks a gateway of its own on purpose; the last line of standard output says what came of it.")
public final class Drill {}
