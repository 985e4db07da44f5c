package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fivenines.coordinator.testing.lab.AddressDrill;
import io.fivenines.coordinator.testing.lab.Lab;
import io.fivenines.coordinator.testing.lab.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real agents on real interfaces, seen from outside by ARP and by connecting; needs root, ip, arping and ndisc6. */
@Tag("long")
class AgentInNamespacesTest {
    private static final long BOUND_MS = 1200;
    /** Of looking from outside, on a machine that does much else. */
    private static final long SLACK_MS = 300;

    @TempDir
    private Path folder;

    private final Map<String, List<String>> measured = new HashMap<>();

    @Test
    @Timeout(180)
    void shouldMoveAddressesAndNeverHaveThemTwiceForLongerThanTheBound() throws IOException, InterruptedException {
        String name = "f9-" + ProcessHandle.current().pid();
        assumeTrue("root".equals(System.getProperty("user.name")), "not root: cannot make network namespaces");
        for (String tool : List.of("ip -V", "bridge -V", "arping -V", "ndisc6 -V")) {
            assumeTrue(Shell.works(tool), tool + " does not run here");
        }
        assumeTrue(Shell.works("ip netns add " + name + "T"), "cannot make network namespaces here");
        Shell.run("ip netns del " + name + "T");
        try (Lab lab = new Lab(name)) {
            run(lab);
        }
        Files.writeString(Path.of("target", "addresses-measured.txt"), measured + "\n" + logs());
        assertThat(numbers("move.ipv4.gap")).as("%s", measured).hasSize(4).allMatch(gap -> gap < 1000);
        assertThat(numbers("move.ipv6.gap")).as("%s", measured).hasSize(4).allMatch(gap -> gap < 1000);
        assertThat(measured).containsEntry("move.owed", List.of("AA by A", "BB by B", "AA by A", "BB by B"));
        assertThat(measured).containsEntry("move.back", List.of("false", "false", "false", "false"));
        assertThat(measured).containsEntry("freeze.owed", List.of("reset reset"));
        assertThat(number("freeze.waited")).isLessThan(2_000);
        assertThat(numbers("move.arp.overlap")).containsOnly(0L);
        assertThat(number("cut.letGo")).isLessThan(BOUND_MS + SLACK_MS);
        assertThat(number("cut.arp.overlap")).isZero();
        assertThat(number("cut.ipv4.gapAfterPlan")).isLessThan(1000);
        assertThat(number("cut.ipv6.gapAfterPlan")).isLessThan(1000);
        assertThat(number("fence.arp.overlap")).isLessThan(BOUND_MS);
        assertThat(number("fence.ipv4.gap")).isLessThan(1000 + SLACK_MS);
        assertThat(number("kill.absence")).isLessThan(1000);
        assertThat(measured).containsEntry("kill.staysWithA", List.of("true"));
        assertThat(measured).containsEntry("kill.reconciledTo", List.of("B"));
        assertThat(measured)
                .containsEntry("linger.moved", List.of("true"))
                .containsEntry("linger.killed", List.of("true"))
                .containsEntry("linger.restarted", List.of("false"));
        assertThat(number("kill.kernelLetsGo")).isBetween(4000L, 11_000L);
        assertThat(number("holdUp.absence")).isLessThan(1000);
        assertThat(number("noZooKeeper.absence")).isLessThan(1000);
        assertThat(number("alone.letGo")).isLessThan(BOUND_MS + SLACK_MS);
        assertThat(number("beatsBack.gap")).isLessThan(5000);
    }

    private void run(Lab lab) throws IOException, InterruptedException {
        Process drill = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        lab.name() + "T",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AddressDrill.class.getName(),
                        lab.name(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(drill.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                String[] parts = line.split("=", 2);
                if (parts.length == 2 && parts[0].matches("[A-Za-z0-9.]+")) {
                    measured.computeIfAbsent(parts[0], unseen -> new ArrayList<>())
                            .add(parts[1]);
                }
            }
            assertThat(drill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            drill.destroy();
            drill.waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(drill.exitValue())
                .as("the drill said %s; the processes said %s", said, logs())
                .isZero();
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".log")).toList()) {
                all.append('\n').append(file.getFileName()).append(":\n").append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private List<Long> numbers(String name) {
        return measured.getOrDefault(name, List.of()).stream()
                .map(Long::valueOf)
                .toList();
    }

    private long number(String name) {
        assertThat(measured).containsKey(name);
        return numbers(name).get(0);
    }
}
