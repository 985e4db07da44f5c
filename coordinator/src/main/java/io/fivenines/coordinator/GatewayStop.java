package io.fivenines.coordinator;

import io.fivenines.coordinator.redirect.vip.VirtualAddress;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a gateway that holds on to an address: by the configured command, else by SIGKILL if its process is known. */
final class GatewayStop implements Consumer<VirtualAddress> {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayStop.class);
    private static final int LIMIT_SECONDS = 10;

    private final List<String> command;
    private final Path processFile;

    /** @param processFile null if the process is not known */
    GatewayStop(List<String> command, Path processFile) {
        this.command = command;
        this.processFile = processFile;
    }

    @Override
    public void accept(VirtualAddress address) {
        try {
            if (!command.isEmpty()) {
                run(address);
            } else if (processFile != null) {
                kill(address);
            } else {
                LOG.atError().addKeyValue("address", address).log("Would not go, and no stop command is configured");
            }
        } catch (IOException | NumberFormatException e) {
            LOG.atError().addKeyValue("address", address).log("The gateway was not stopped: {}", e.getMessage());
        }
    }

    private void run(VirtualAddress address) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
        builder.environment().put("FIVENINES_ADDRESS", address.text());
        Process process = builder.start();
        process.getOutputStream().close();
        process.onExit()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((ended, failed) -> told(address, process, failed));
    }

    private static void told(VirtualAddress address, Process process, Throwable failed) {
        if (failed != null) {
            process.destroyForcibly();
            LOG.atError().addKeyValue("address", address).log("The stop command took over 10 s and was killed");
        } else if (process.exitValue() != 0) {
            LOG.atError()
                    .addKeyValue("address", address)
                    .log("The stop command ended with {}, expected 0", process.exitValue());
        }
    }

    private void kill(VirtualAddress address) throws IOException {
        long pid = Long.parseLong(Files.readString(processFile).strip());
        boolean killed =
                ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
        LOG.atWarn()
                .addKeyValue("address", address)
                .addKeyValue("process", pid)
                .addKeyValue("killed", killed)
                .log("Killed the gateway that held on to an address");
    }
}
