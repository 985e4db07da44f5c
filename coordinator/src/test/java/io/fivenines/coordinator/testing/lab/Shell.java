package io.fivenines.coordinator.testing.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Runs short commands. */
public final class Shell {
    private Shell() {}

    /** What it said; throws unless it ended with 0. The words are separated by one blank. */
    public static String run(String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + said.strip());
        }
        return said;
    }

    /** Whether it can be run at all and ends with 0. */
    public static boolean works(String command) {
        try {
            run(command);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
