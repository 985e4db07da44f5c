package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.process.OpenFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Two datacenters and a witness on this machine, without root: three ZooKeepers, three coordinators, four",
            "gateways with their agents, and trackers that find them by name. Break them, and see what trackers see.",
            "Everything is on addresses of 127.0.0.0/8 and ends with this command."
        })
public final class Demo implements Callable<Integer> {
    static final String EVERYTHING = "kill-gateway,freeze-gateway,cut-uplink,kill-zookeeper-leader";

    @Option(
            names = "--script",
            arity = "0..1",
            fallbackValue = EVERYTHING,
            paramLabel = "ACTS",
            description = "no menu, but these one after the other (${FALLBACK-VALUE}); ends with a line of JSON")
    private String script;

    @Option(names = "--trackers", defaultValue = "200", description = "how many (${DEFAULT-VALUE})")
    private int trackers;

    @Option(names = "--net", defaultValue = "9", description = "addresses are 127.NET.x.y (${DEFAULT-VALUE})")
    private int net;

    @Option(names = "--seed", defaultValue = "1", description = "of the trackers' chances")
    private long seed;

    private final long startedAt = System.nanoTime();
    /** Whether the files are worth a look afterwards. */
    private final AtomicBoolean keep = new AtomicBoolean();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Act> acts = script == null ? List.of() : Menu.script(script);
        Places places = Places.in(net);
        if (trackers < 4) {
            throw new IllegalArgumentException("--trackers " + trackers + ", expected at least 4");
        }
        OpenFiles.require(3 * trackers);
        Ports.requireFree(Ports.tcp(places), Ports.udp(places));
        // A script's last line of standard output is for programs.
        PrintStream out = script == null ? System.out : System.err;
        Teller teller = new Teller(out, () -> (System.nanoTime() - startedAt) / 1_000_000);
        Path folder = Files.createTempDirectory("fivenines-demo-");
        Processes processes = new Processes(places, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(processes, folder)));
        boolean passes;
        try (processes;
                Border border = new Border(places);
                Crowd crowd = new Crowd(places, trackers, seed)) {
            Scene scene = new Scene(places, processes, border, new Cluster(places), crowd);
            Show show = new Show(scene, teller);
            show.open(trackers);
            passes = script == null ? converse(show, teller) : play(show, acts);
        } catch (IOException | RuntimeException e) {
            keep.set(true);
            throw e;
        }
        if (!passes) {
            keep.set(true);
            teller.say("Kept: %s".formatted(folder));
        }
        return passes ? 0 : 1;
    }

    private boolean play(Show show, List<Act> acts) throws IOException, InterruptedException {
        for (Act act : acts) {
            show.perform(act);
        }
        Audit.Balance last = show.outcomes().get(acts.size() - 1).books().balance();
        boolean passes = show.outcomes().stream().allMatch(Outcome::passes);
        Report report = new Report()
                .put("demo", "loopback")
                .put("trackers", trackers)
                .put("acked", last.acked())
                .put("lost", last.lost())
                .put("duplicated", last.duplicated())
                .put("first_shown_s", show.outcomes().get(0).shownSeconds());
        Report steps = report.nest("steps");
        show.outcomes()
                .forEach(outcome -> outcome.report(steps.nest(outcome.act().key())));
        System.out.println(report.put("pass", passes));
        return passes;
    }

    private static boolean converse(Show show, Teller teller) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        while (true) {
            teller.show("\nBreak something:\n" + Menu.text());
            Menu.Choice choice = Menu.parse(in.readLine());
            if (choice instanceof Menu.Choice.Quit) {
                return show.outcomes().stream().allMatch(Outcome::passes);
            } else if (choice instanceof Menu.Choice.Break broken) {
                show.perform(broken.act());
            } else if (choice instanceof Menu.Choice.Unclear unclear) {
                teller.say(unclear.complaint());
            } else {
                show.tellState();
            }
        }
    }

    /** Ends whatever still runs and takes its files away. */
    private void clear(Processes processes, Path folder) {
        processes.close();
        if (keep.get()) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("not all of " + folder + " could be removed: " + e.getMessage());
        }
    }
}
