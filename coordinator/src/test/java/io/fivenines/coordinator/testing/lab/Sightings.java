package io.fivenines.coordinator.testing.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is seen at an address from the tracker's side, over time: each connection's, or each ARP answer's host. */
final class Sightings implements AutoCloseable {
    private static final Pattern ANSWER = Pattern.compile("reply from \\S+ \\[([0-9A-F:]+)]");
    private static final int ASK_EVERY_MS = 20;
    /** So long a first packet waits for an answer: the next one may find the new host. */
    private static final int ANSWER_MS = 30;

    private static final int ARP_EVERY_MS = 50;

    /** One of them. */
    record Sighting(long atMs, String host) {}

    private final List<Sighting> all = new CopyOnWriteArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private volatile boolean closed;

    /** Connects every 20 ms, as impatient trackers would. */
    static Sightings byConnection(String address) throws IOException {
        Sightings sightings = new Sightings();
        InetAddress ip = InetAddress.getByName(address);
        daemon(() -> {
            while (!sightings.closed) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(ip, WhoServer.PORT), ANSWER_MS);
                    socket.setSoTimeout(100);
                    String host = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    if (!host.isEmpty()) {
                        sightings.see(host);
                    }
                } catch (IOException e) {
                    // Nobody there now: not a sighting.
                }
                pause(ASK_EVERY_MS);
            }
        });
        return sightings;
    }

    /** Asks by broadcast every 50 ms, so that every host which has it answers each time. */
    static Sightings byArp(String address, String macA, String macB) throws IOException {
        Sightings sightings = new Sightings();
        for (int i = 0; i < 1000 / ARP_EVERY_MS; i++) {
            Process arping = new ProcessBuilder("arping", "-b", "-I", "br0", "-s", "10.99.0.8", address)
                    .redirectErrorStream(true)
                    .start();
            sightings.processes.add(arping);
            daemon(() -> sightings.read(arping, macA, macB));
            pause(ARP_EVERY_MS);
        }
        return sightings;
    }

    private void read(Process arping, String macA, String macB) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(arping.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher answer = ANSWER.matcher(line);
                if (answer.find()) {
                    String mac = answer.group(1).toLowerCase(Locale.ROOT);
                    see(mac.equals(macA) ? "A" : mac.equals(macB) ? "B" : mac);
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    static void pause(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void see(String host) {
        all.add(new Sighting(nowMs(), host));
    }

    List<Sighting> since(long ms) {
        return all.stream().filter(one -> one.atMs() >= ms).toList();
    }

    /** Waits until the host is seen after that instant; when it was. */
    long await(String host, long sinceMs) throws IOException {
        long untilMs = nowMs() + 10_000;
        while (nowMs() < untilMs) {
            for (Sighting one : since(sinceMs)) {
                if (one.host().equals(host)) {
                    return one.atMs();
                }
            }
            pause(5);
        }
        throw new IOException("10 s without a sign of " + host + ", last " + last(sinceMs - 5000, one -> true));
    }

    /** From the last sign of one host to the first of the other; negative for as long as both were seen. */
    long gapMs(String from, String to, long sinceMs) throws IOException {
        long first = await(to, sinceMs);
        return first - last(sinceMs - 2000, one -> one.host().equals(from));
    }

    /** When the last such sign was; the instant itself if there was none. */
    long last(long sinceMs, Predicate<Sighting> kind) {
        return since(sinceMs).stream()
                .filter(kind)
                .mapToLong(Sighting::atMs)
                .max()
                .orElse(sinceMs);
    }

    /** The longest time without a sign of that host. */
    long longestAbsenceMs(String host, long sinceMs) {
        long previous = sinceMs;
        long longest = 0;
        for (Sighting one : since(sinceMs)) {
            if (one.host().equals(host)) {
                longest = Math.max(longest, one.atMs() - previous);
                previous = one.atMs();
            }
        }
        return Math.max(longest, nowMs() - previous);
    }

    @Override
    public void close() {
        closed = true;
        processes.forEach(Process::destroyForcibly);
    }
}
