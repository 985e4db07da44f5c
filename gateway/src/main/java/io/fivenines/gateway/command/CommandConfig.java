package io.fivenines.gateway.command;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How commands are kept and delivered.
 *
 * @param folder where the queue is; one process at a time
 * @param confirmTimeout how long a tracker has to confirm what it was sent
 * @param attemptsMax how often a command is sent before it is given up
 * @param queueMax unfinished ones in all
 * @param queueMaxPerDevice unfinished ones to one tracker
 * @param keepMax finished ones that can still be looked up, in all
 * @param keepMaxPerDevice finished ones of one tracker
 */
public record CommandConfig(
        Path folder,
        Duration confirmTimeout,
        int attemptsMax,
        int queueMax,
        int queueMaxPerDevice,
        int keepMax,
        int keepMaxPerDevice) {
    public static final CommandConfig DEFAULT =
            new CommandConfig(Path.of("data/journal-commands"), Duration.ofSeconds(30), 3, 100_000, 64, 100_000, 64);

    /** More would not be told apart by the numbers orders carry. */
    private static final int PER_DEVICE_MAX = 4096;

    private static final int ATTEMPTS_MAX = 100;
    private static final int MAX = 10_000_000;

    public CommandConfig {
        if (confirmTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("confirmTimeout " + confirmTimeout + ", expected at least 1ms");
        }
        within("attemptsMax", attemptsMax, 1, ATTEMPTS_MAX);
        within("queueMax", queueMax, 1, MAX);
        within("queueMaxPerDevice", queueMaxPerDevice, 1, PER_DEVICE_MAX);
        within("keepMax", keepMax, 0, MAX);
        within("keepMaxPerDevice", keepMaxPerDevice, 0, PER_DEVICE_MAX);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " " + value + ", expected " + min + " to " + max);
        }
    }
}
