package io.fivenines.benchmarks.powercut;

import io.fivenines.gateway.Gateway;
import java.util.SplittableRandom;

/** The gateway's own main, but for the disk its journal is on. */
public final class PowerCutGateway {
    private static final String SYNCS = "fivenines.powercut.syncs";
    private static final String SEED = "fivenines.powercut.seed";

    private PowerCutGateway() {}

    /** Options for its JVM. */
    public static String[] jvmOptions(boolean syncs, long seed) {
        return new String[] {"-D" + SYNCS + "=" + syncs, "-D" + SEED + "=" + seed};
    }

    public static void main(String[] arguments) {
        boolean syncs = Boolean.parseBoolean(System.getProperty(SYNCS, "true"));
        SplittableRandom random = new SplittableRandom(Long.getLong(SEED, 1));
        System.exit(Gateway.run(arguments, folder -> new ForgetfulStorage(folder, syncs, random.split())));
    }
}
