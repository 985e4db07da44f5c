package io.fivenines.gateway.command;

import io.fivenines.gateway.vitals.Vitals;
import io.prometheus.client.Counter;
import java.util.Arrays;

/** What is counted of commands. */
final class CommandVitals {
    private final Counter queued;
    private final Counter refused;
    private final Counter sent;
    private final Counter unconfirmed;
    private final Counter unmatched;
    private final Counter finished;

    CommandVitals(Vitals vitals) {
        queued = counter(vitals, "queued", "Commands taken.");
        refused = counter(vitals, "rejected", "Commands not taken because there were as many as there may be.");
        sent = counter(vitals, "attempts", "Commands sent, each time counted.");
        unconfirmed = counter(vitals, "unconfirmed", "Attempts that no tracker confirmed.");
        unmatched = counter(vitals, "answers_unmatched", "Answers that belong to no command under way.");
        finished = Counter.build("fivenines_command_finished_total", "Commands that came to an end.")
                .labelNames("state")
                .register(vitals.registry());
        Arrays.stream(State.values()).filter(State::isFinished).forEach(state -> finished.labels(state.label()));
    }

    private static Counter counter(Vitals vitals, String name, String help) {
        return Counter.build("fivenines_command_" + name + "_total", help).register(vitals.registry());
    }

    void queued() {
        queued.inc();
    }

    void refused() {
        refused.inc();
    }

    void sent() {
        sent.inc();
    }

    void unconfirmed() {
        unconfirmed.inc();
    }

    void unmatched() {
        unmatched.inc();
    }

    void finished(Errand errand) {
        finished.labels(errand.state().label()).inc();
    }
}
