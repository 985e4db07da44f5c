package io.fivenines.benchmarks.wire;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a wire made of an answer. */
final class HeardAnswers implements TrackerWire.Answers {
    private final List<String> words = new ArrayList<>();
    private boolean loggedIn;
    private int awaited;

    List<String> words() {
        return words;
    }

    void logIn() {
        loggedIn = true;
    }

    @Override
    public boolean loggedIn() {
        return loggedIn;
    }

    @Override
    public int awaited() {
        return awaited;
    }

    @Override
    public void onLogin(boolean accepted) {
        loggedIn = accepted;
        words.add("login " + accepted);
    }

    @Override
    public void onAcknowledged(int records) {
        awaited += records;
        words.add("acknowledged " + records);
    }

    @Override
    public void onRejected() {
        words.add("rejected");
    }
}
