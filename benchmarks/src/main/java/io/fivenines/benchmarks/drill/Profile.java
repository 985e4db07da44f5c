package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.Jcmd;
import io.fivenines.benchmarks.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a JVM spends its time while something happens: a flight recording, and the views of it that name methods. */
final class Profile {
    private static final int VIEWS_JDK = 21;

    private final Jcmd jcmd;

    Profile(Child child) {
        jcmd = new Jcmd(child.pid());
    }

    /** What is to be watched. */
    interface Scene {
        void play() throws IOException, InterruptedException;
    }

    String of(Scene scene) throws IOException, InterruptedException {
        if (Runtime.version().feature() < VIEWS_JDK) {
            return "JDK " + Runtime.version().feature() + " has no views of recordings, expected " + VIEWS_JDK
                    + " or newer";
        }
        Path recording = Files.createTempFile("fivenines-", ".jfr");
        try {
            jcmd.ask("JFR.start", "name=profile", "settings=profile");
            scene.play();
            jcmd.ask("JFR.stop", "name=profile", "filename=" + recording);
            String methods = Child.run(Jvm.tool("jfr"), "view", "--width", "140", "hot-methods", recording.toString());
            String allocations =
                    Child.run(Jvm.tool("jfr"), "view", "--width", "140", "allocation-by-class", recording.toString());
            return methods + allocations;
        } finally {
            Files.deleteIfExists(recording);
        }
    }
}
