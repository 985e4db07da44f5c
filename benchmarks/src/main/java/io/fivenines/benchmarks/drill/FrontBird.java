package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.BirdFront;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Front;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "front-bird",
        description = {
            "Kills every process of a datacenter and pulls all its cables; its trackers know a bare address, which a",
            "BIRD in each datacenter announces to the router when the exec director says so. Passes if they have an",
            "acknowledgement of the other datacenter within 10 s of the fault (p99), the route stays there when the",
            "lost one comes back and still announces it, and no acknowledged record is lost. Needs root and bird2."
        })
public final class FrontBird extends DatacenterDrill {
    private static final int LOOK_MS = 100;

    private int rivals;
    private int strays;

    @Override
    String name() {
        return "front-bird";
    }

    @Override
    Front front() {
        return new BirdFront();
    }

    @Override
    Target target() {
        return new Target(BirdFront.ADDRESS, ClusterStage.TRACKER_PORT);
    }

    @Override
    List<String> addresses(String site) {
        return List.of(BirdFront.ADDRESS);
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        BirdFront.Routes routes = BirdFront.routes(stage);
        if (!routes.best().equals(HOME)) {
            throw new IllegalStateException("the router has " + routes + ", expected the best to be " + HOME);
        }
        LoseDatacenter.lose(stage);
    }

    /** Its BIRD announces what it did before, until its coordinator has heard that the address has moved. */
    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        LoseDatacenter.bringBack(stage);
        boolean well = false;
        while (!well) {
            BirdFront.Routes routes = BirdFront.routes(stage);
            rivals += routes.announcing().contains(HOME) ? 1 : 0;
            strays += routes.best().equals(AWAY) ? 0 : 1;
            well = stage.isWell();
            Pause.ms(LOOK_MS);
        }
    }

    @Override
    boolean describe(Report report) {
        report.put("looks_with_both_announced", rivals).put("looks_astray", strays);
        return rivals > 0 && strays == 0;
    }
}
