package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM says of its own heap when asked from outside. */
public final class Jcmd {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final String pid;

    public Jcmd(long pid) {
        this.pid = Long.toString(pid);
    }

    public String ask(String... question) throws IOException, InterruptedException {
        String[] command = new String[question.length + 2];
        command[0] = Jvm.tool("jcmd");
        command[1] = pid;
        System.arraycopy(question, 0, command, 2, question.length);
        return Child.run(command);
    }

    /** Bytes of live objects, after a full collection. */
    public long liveBytes() throws IOException, InterruptedException {
        return total(ask("GC.class_histogram"));
    }

    static long total(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalArgumentException(
                    "no total in a class histogram of " + histogram.length() + " characters");
        }
        return Long.parseLong(total.group(1));
    }
}
