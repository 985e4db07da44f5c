package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Gets everything up, then breaks one thing after the other and tells what came of it. */
final class Show {
    private static final int PATIENCE_SECONDS = 240;
    private static final int BACK_SECONDS = 90;
    /** For so long trackers are watched where they should notice nothing. */
    private static final int CALM_MS = 3_000;

    private static final int ASK_MS = 250;

    private final Scene scene;
    private final Teller teller;
    private final List<Outcome> outcomes = new ArrayList<>();
    private long restedAt;

    Show(Scene scene, Teller teller) {
        this.scene = scene;
        this.teller = teller;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Returns when all is up and every tracker has been acknowledged something. */
    void open(int trackers) throws IOException, InterruptedException {
        scene.processes().startAll();
        teller.say("%d processes were started; their logs and files are in %s"
                .formatted(scene.processes().size(), folder()));
        awaitWell();
        teller.say("All is well: every gateway is green, every address has an owner.");
        for (Place place : scene.places().datacenters()) {
            sendHome(place);
        }
        tellPlaces();
        Crowd crowd = scene.crowd();
        crowd.swarm().connect();
        await("every tracker to be logged in", crowd::isComplete);
        crowd.swarm().begin();
        await(
                "every tracker to be acknowledged something",
                () -> crowd.swarm().tally().acked() >= 2L * trackers);
        teller.say("%d trackers found their gateways by name; each sends a record every %.0f ms."
                .formatted(trackers, 1000 / Crowd.PACKETS_PER_SECOND));
    }

    /** Whose datacenter was not up when names were first given out, is sent home: by itself nothing goes back. */
    private void sendHome(Place place) throws IOException, InterruptedException {
        Cluster cluster = scene.cluster();
        if (!cluster.pointsTo(place).equals(place.name())) {
            String id = cluster.sendHome(place);
            await(
                    place.endpoint() + " to point home",
                    () -> cluster.pointsTo(place).equals(place.name()));
            cluster.takeBack(place, id);
            teller.say("%s was sent home to %s, which was up after the other datacenter."
                    .formatted(place.endpoint(), place.name()));
        }
    }

    private String folder() {
        return scene.processes().folder().toString();
    }

    private void tellPlaces() {
        Places places = scene.places();
        StringBuilder text = new StringBuilder();
        for (Place place : places.datacenters()) {
            text.append("""
                    datacenter %s  trackers are configured with %s and get to port %d of %s
                      gateways       %s/1 http://%s:%d   %s/2 http://%s:%d
                      coordinator    http://%s:%d   name server %s port %d
                    """.formatted(
                            place.name(),
                            place.endpoint(),
                            Place.TRACKER_PORT,
                            String.join(", ", place.publicAddresses()),
                            place.name(),
                            place.nodeAddress(1),
                            Place.API_PORT,
                            place.name(),
                            place.nodeAddress(2),
                            Place.API_PORT,
                            place.headAddress(),
                            Place.CONSOLE_PORT,
                            place.nameServerAddress(),
                            Place.NAMES_PORT));
        }
        String console = "http://" + places.witness().headAddress() + ":" + Place.CONSOLE_PORT;
        text.append("""
                witness        coordinator %s
                To look yourself:  deploy/bin/fivenines nodes --api %s
                                   curl %s/v1/plan
                                   dig -p %d @%s eu.gw.example.com
                """.formatted(
                console, console, console, Place.NAMES_PORT, places.witness().nameServerAddress()));
        teller.show(text.toString());
    }

    /** How everything stands, for the spectator. */
    void tellState() {
        Set<String> ended = new LinkedHashSet<>(scene.processes().ended());
        teller.say(ended.isEmpty() ? "All processes run." : "Not running: " + String.join(", ", ended));
        scene.cluster()
                .owned()
                .forEach((node, addresses) -> teller.say("%s has %s, with %d trackers"
                        .formatted(
                                node,
                                String.join(" and ", addresses),
                                scene.border().passages(addresses).size())));
        for (Place place : scene.places().datacenters()) {
            teller.say("%s points to %s"
                    .formatted(place.endpoint(), scene.cluster().pointsTo(place)));
        }
        teller.say("the coordinator in %s leads".formatted(scene.cluster().leader()));
    }

    /** Breaks something, tells what trackers saw, mends it, and holds the ledgers against the journals. */
    Outcome perform(Act act) throws IOException, InterruptedException {
        await(
                "the last movement to be " + Papers.HOLD_DOWN_SECONDS + " s ago",
                () -> System.nanoTime() - restedAt > TimeUnit.SECONDS.toNanos(Papers.HOLD_DOWN_SECONDS));
        Crowd crowd = scene.crowd();
        long plan = scene.cluster().planNumber();
        crowd.swarm().clearTally();
        Act.Blow blow = act.strike(scene);
        teller.show("");
        teller.say("%s: %s".formatted(act.title().toUpperCase(Locale.ROOT), blow.told()));
        boolean back = Pause.until(() -> isOver(blow), BACK_SECONDS);
        if (act.gapMaxMs() == 0) {
            Pause.ms(CALM_MS);
        }
        Tally seen = crowd.swarm().tally();
        double shown = teller.elapsedSeconds();
        scene.cluster().stepsSince(plan).forEach(step -> teller.say("  " + step));
        if (!back) {
            teller.say("NOT EVERYTHING IS BACK after " + BACK_SECONDS + " s.");
        }
        teller.say(Outcome.gap(seen));
        teller.say(blow.repair().mend());
        awaitWell();
        Crowd.Books books = crowd.audit(scene.cluster().gateways());
        Outcome outcome = new Outcome(act, blow.severed().size(), seen, back, books, shown);
        teller.say("All journals were read back: %s".formatted(outcome.ledger()));
        outcomes.add(outcome);
        return outcome;
    }

    private boolean isOver(Act.Blow blow) {
        Tally seen = scene.crowd().swarm().tally();
        return blow.severed().stream().noneMatch(Passage::isOpen)
                && seen.gapMicros().getTotalCount() >= blow.severed().size()
                && scene.crowd().isComplete()
                && blow.over().getAsBoolean();
    }

    private void awaitWell() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        restartEnded();
        while (!scene.cluster().isWell()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("waited " + PATIENCE_SECONDS + " s for the cluster to be well; see " + folder());
            }
            // To ask more often would take from the processors what is needed to become well.
            Pause.ms(ASK_MS);
            restartEnded();
        }
        restedAt = System.nanoTime();
    }

    /** Whatever keeps programs running on real hosts does so too. */
    private void restartEnded() throws IOException {
        for (String name : scene.processes().ended()) {
            teller.say("%s has ended by itself and is started again.".formatted(name));
            scene.processes().restart(name);
        }
    }

    private void await(String what, BooleanSupplier condition) throws IOException, InterruptedException {
        if (!Pause.until(condition, PATIENCE_SECONDS)) {
            throw new IOException("waited " + PATIENCE_SECONDS + " s for " + what + "; see " + folder()
                    + ". Trackers' last trouble: " + scene.crowd().swarm().trouble());
        }
    }
}
