package io.fivenines.benchmarks.stage;

import io.fivenines.benchmarks.load.Pause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who answers for an address on its segment, whatever anybody's plan says: asked by broadcast every 50 ms from a host
 * of its own, so that every host which has the address answers each time, and nobody else's neighbour table changes.
 */
public final class OwnerWatch implements AutoCloseable {
    private static final Pattern ANSWER = Pattern.compile("reply from \\S+ \\[([0-9A-Fa-f:]+)]");
    private static final int ASK_EVERY_MS = 50;
    /** Who does not answer for longer did not have the address in between. */
    private static final long SAME_MS = 4 * ASK_EVERY_MS;

    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Stay> stays = new HashMap<>();
    private long sharedMs;
    private int changes;
    private String last = "";

    /** A host's answers without a break. */
    private record Stay(long fromMs, long toMs) {}

    /** Asks nobody. */
    OwnerWatch() {}

    OwnerWatch(Network network, String host, String address) throws IOException, InterruptedException {
        List<String> command = network.in(host, List.of("arping", "-b", "-I", "eth0", address));
        // Each of them asks once a second.
        for (int i = 0; i < 1_000 / ASK_EVERY_MS; i++) {
            Process arping =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            processes.add(arping);
            Thread reader = new Thread(() -> read(arping), "owner-watch");
            reader.setDaemon(true);
            reader.start();
            Pause.ms(ASK_EVERY_MS);
        }
    }

    private void read(Process arping) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(arping.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher answer = ANSWER.matcher(line);
                if (answer.find()) {
                    onAnswer(answer.group(1), TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
                }
            }
        } catch (IOException closed) {
            // Nobody asks any more.
        }
    }

    /** That host answered then. */
    synchronized void onAnswer(String host, long nowMs) {
        Stay before = stays.get(host);
        boolean same = before != null && nowMs - before.toMs() <= SAME_MS;
        Stay stay = new Stay(same ? before.fromMs() : nowMs, nowMs);
        stays.put(host, stay);
        stays.forEach((other, theirs) -> {
            if (!other.equals(host)) {
                sharedMs = Math.max(sharedMs, sharedMs(stay, theirs));
            }
        });
        changes += host.equals(last) ? 0 : 1;
        last = host;
    }

    private static long sharedMs(Stay a, Stay b) {
        return Math.min(a.toMs(), b.toMs()) - Math.max(a.fromMs(), b.fromMs());
    }

    /** For how long at most two hosts answered, ms; 0 if never two did. */
    public synchronized long sharedMs() {
        return sharedMs;
    }

    /** How often another host answered than the time before. */
    public synchronized int changes() {
        return changes;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
