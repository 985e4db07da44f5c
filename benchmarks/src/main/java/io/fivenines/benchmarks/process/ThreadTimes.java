package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CPU of a process's threads, those of like names together. */
public final class ThreadTimes {
    private final Map<String, Ticks> ofName = new TreeMap<>();

    /** In the system's ticks of 10 ms. */
    private record Ticks(long user, long kernel) {
        Ticks plus(Ticks other) {
            return new Ticks(user + other.user, kernel + other.kernel);
        }

        Ticks minus(Ticks other) {
            return new Ticks(user - other.user, kernel - other.kernel);
        }

        long all() {
            return user + kernel;
        }
    }

    private ThreadTimes() {}

    public static ThreadTimes of(long pid) throws IOException {
        ThreadTimes times = new ThreadTimes();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            List<Path> all = tasks.toList();
            for (Path task : all) {
                times.add(Files.readString(task.resolve("stat")));
            }
        }
        return times;
    }

    private void add(String stat) {
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        // Threads of one kind differ in a number at the end.
        String kind = name.replaceAll("[-#0-9]+$", "");
        ofName.merge(kind, new Ticks(ProcessStat.field(stat, 14), ProcessStat.field(stat, 15)), Ticks::plus);
    }

    /** One line for each kind of threads that did something since then. */
    public String since(ThreadTimes before) {
        Map<String, Ticks> spent = new TreeMap<>(ofName);
        before.ofName.forEach((name, ticks) -> spent.computeIfPresent(name, (same, now) -> now.minus(ticks)));
        long sum = spent.values().stream().mapToLong(Ticks::all).sum();
        return spent.entrySet().stream()
                .filter(entry -> entry.getValue().all() > 0)
                .sorted((a, b) -> Long.compare(b.getValue().all(), a.getValue().all()))
                .map(entry -> line(entry.getKey(), entry.getValue(), sum))
                .collect(Collectors.joining("\n", "CPU by kind of thread: share, own s, kernel's s\n", "\n"));
    }

    private static String line(String name, Ticks ticks, long sum) {
        return String.format(
                "%-20s %5.1f %% %7.2f %7.2f",
                name, 100.0 * ticks.all() / sum, ticks.user() / 100.0, ticks.kernel() / 100.0);
    }
}
