package io.fivenines.coordinator.redirect.vip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One {@code ip -batch} that stays: starting a program takes tens of milliseconds on a busy host, and a lease that has
 * run out does not wait. It says nothing about what it has done; so each request ends with a word that it does not
 * know, and its complaint about that one means that all before is done:
 *
 * <pre>
 *   addr del 192.0.2.7/32 dev eth0
 *   done-12                                    Object "done-12" is unknown, try "ip help".
 * </pre>
 */
final class IpPipe {
    private static final int LIMIT_MS = 1000;
    private static final String ENDED = "ip ended";

    private Process process;
    private BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private long requests;

    /** Runs these commands of {@code ip}, every one even if another fails; then throws with what was said. */
    void run(Collection<String> commands) throws IOException {
        try {
            request(commands);
        } catch (GoneException e) {
            // It was killed, by whomever, and each command may be given twice.
            request(commands);
        }
    }

    private void request(Collection<String> commands) throws IOException {
        if (process == null) {
            start();
        }
        String mark = "done-" + ++requests;
        String input = String.join("\n", commands) + "\n" + mark + "\n";
        try {
            OutputStream out = process.getOutputStream();
            out.write(input.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            end();
            throw new GoneException(e);
        }
        List<String> complaints = complaints(mark);
        if (!complaints.isEmpty()) {
            throw new IOException("ip says " + complaints + " to " + commands);
        }
    }

    private List<String> complaints(String mark) throws IOException {
        List<String> complaints = new ArrayList<>();
        try {
            while (true) {
                String line = said.poll(LIMIT_MS, TimeUnit.MILLISECONDS);
                if (line == null) {
                    end();
                    throw new IOException("ip has not answered for " + LIMIT_MS + " ms, killed");
                }
                if (line.equals(ENDED)) {
                    end();
                    throw new GoneException(new IOException(ENDED));
                }
                if (line.contains('"' + mark + '"')) {
                    return complaints;
                }
                complaints.add(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
            throw new IOException("interrupted while ip worked", e);
        }
    }

    private void start() throws IOException {
        process = new ProcessBuilder("ip", "-force", "-batch", "-")
                .redirectErrorStream(true)
                .start();
        Process started = process;
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        said = lines;
        Thread reader = new Thread(() -> read(started, lines), "ip");
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(Process process, BlockingQueue<String> lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // Says only where; what was wrong, the line before it said.
                if (!line.startsWith("Command failed")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
        lines.add(ENDED);
    }

    private void end() {
        process.destroyForcibly();
        process = null;
    }

    /** The program is not there any more: another can be started. */
    private static final class GoneException extends IOException {
        private static final long serialVersionUID = 1L;

        GoneException(IOException cause) {
            super("ip is gone: " + cause.getMessage(), cause);
        }
    }
}
