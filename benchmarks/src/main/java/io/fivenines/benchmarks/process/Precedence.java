package io.fivenines.benchmarks.process;

import java.io.IOException;

/**
 * Lets this process go before all else on the machine. Trackers have processors of their own; where a whole cluster
 * shares two with them, and its agents go before what is not as urgent, a tracker's wait for a processor would be
 * counted as a gap of the service.
 */
public final class Precedence {
    private Precedence() {}

    /**
     * Gives all threads there are now a real-time priority, by util-linux's {@code chrt}; whatever is started later, by
     * any of them, has none.
     *
     * @throws IOException if the system does not let us
     */
    public static void take() throws IOException, InterruptedException {
        String own = "" + ProcessHandle.current().pid();
        Child.run("chrt", "--all-tasks", "--reset-on-fork", "--rr", "--pid", "1", own);
    }
}
