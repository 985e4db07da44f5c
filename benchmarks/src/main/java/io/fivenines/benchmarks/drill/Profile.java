package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.Jcmd;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.ThreadTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Where a JVM spends its time while something happens: by kind of thread, and by method from a flight recording. */
final class Profile {
    /** The first with samples by CPU time, native code and system calls included. */
    private static final int CPU_TIME_SAMPLES_JDK = 25;

    private static final int METHODS = 15;
    private static final int VIEW_HEAD_LINES = 5;

    private final long pid;

    Profile(Child child) {
        pid = child.pid();
    }

    /** What is to be watched. */
    interface Scene {
        void play() throws IOException, InterruptedException;
    }

    String of(Scene scene) throws IOException, InterruptedException {
        if (Runtime.version().feature() < CPU_TIME_SAMPLES_JDK) {
            throw new IllegalArgumentException("profile on JDK "
                    + Runtime.version().feature() + ", expected " + CPU_TIME_SAMPLES_JDK + " or newer");
        }
        Jcmd jcmd = new Jcmd(pid);
        Path recording = Files.createTempFile("fivenines-", ".jfr");
        try {
            jcmd.ask(
                    "JFR.start",
                    "name=profile",
                    "settings=profile",
                    "jdk.CPUTimeSample#enabled=true",
                    "jdk.CPUTimeSample#throttle=1ms");
            ThreadTimes before = ThreadTimes.of(pid);
            scene.play();
            String threads = ThreadTimes.of(pid).since(before);
            jcmd.ask("JFR.stop", "name=profile", "filename=" + recording);
            return threads + view(recording, "cpu-time-hot-methods") + view(recording, "allocation-by-class");
        } finally {
            Files.deleteIfExists(recording);
        }
    }

    private static String view(Path recording, String name) throws IOException, InterruptedException {
        return Child.run(Jvm.tool("jfr"), "view", "--width", "120", name, recording.toString())
                .lines()
                .limit(VIEW_HEAD_LINES + METHODS)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
