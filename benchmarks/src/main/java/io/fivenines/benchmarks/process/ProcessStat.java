package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.stream.Stream;

/** What /proc tells of a process. */
public record ProcessStat(double cpuSeconds, long residentBytes, int openFiles, int threads) {
    /** USER_HZ, fixed for every Linux a JVM runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int KIB = 1_024;

    public static ProcessStat own() {
        return of(ProcessHandle.current().pid());
    }

    public static ProcessStat of(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return parse(Files.readString(proc.resolve("stat")), Files.readString(proc.resolve("status")), (int)
                    files.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU only: counting open files is no light work with many connections. */
    public static double cpuSeconds(long pid) {
        try {
            return cpuSeconds(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessStat parse(String stat, String status, int openFiles) {
        return new ProcessStat(
                cpuSeconds(stat), field(status, "VmRSS:") * KIB, openFiles, (int) field(status, "Threads:"));
    }

    /** User and system time. */
    private static double cpuSeconds(String stat) {
        return (field(stat, 14) + field(stat, 15)) / TICKS_PER_SECOND;
    }

    /** A field by its number in proc(5); the name before the third, in brackets, may hold anything. */
    static long field(String stat, int number) {
        Scanner afterName = new Scanner(stat.substring(stat.lastIndexOf(')') + 1));
        for (int field = 3; field < number; field++) {
            afterName.next();
        }
        return afterName.nextLong();
    }

    private static long field(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").trim())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
