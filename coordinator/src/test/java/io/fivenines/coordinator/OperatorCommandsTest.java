package io.fivenines.coordinator;

import static io.fivenines.coordinator.console.Outlook.GW_1;
import static io.fivenines.coordinator.console.Outlook.GW_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.console.Console;
import io.fivenines.coordinator.console.Obedience;
import io.fivenines.coordinator.console.Outlook;
import io.fivenines.coordinator.plan.Step;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against a console over real HTTP; what happens while one waits is a queue of deeds. */
@Timeout(60)
class OperatorCommandsTest {
    private static final String SECRET = "operator-0123456789";
    private static final Token OPS = Token.of("ops", SECRET, Set.of(Scope.READ, Scope.OPERATE));

    private final Outlook outlook = new Outlook();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Deque<Runnable> deeds = new ArrayDeque<>();
    private long nowMs;
    private Console console;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void open() throws IOException {
        console = outlook.console(OPS);
        file = Files.writeString(folder.resolve("token"), SECRET + "\n");
    }

    @AfterEach
    void close() {
        console.close();
    }

    private int run(Callable<Integer> command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--api", "http://127.0.0.1:" + console.port(), "--token-file", file.toString()));
        return new CommandLine(command)
                .setExecutionExceptionHandler((cause, line, parsed) -> {
                    out.println(cause.getMessage());
                    return cause instanceof IOException ? 1 : 2;
                })
                .execute(all.toArray(String[]::new));
    }

    private int drain(String... arguments) {
        return run(new DrainCommand(out, new Emptying.Pace(() -> nowMs * 1_000_000, this::pass)), arguments);
    }

    private void pass(long ms) {
        nowMs += ms;
        if (!deeds.isEmpty()) {
            deeds.poll().run();
        }
    }

    private String printed() {
        String printed = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return printed;
    }

    @Test
    void shouldShowTheNodes() {
        outlook.agent(GW_1, "10.0.0.1");
        outlook.agent(GW_2, "10.0.0.2", "10.0.0.9");
        assertThat(run(new NodesCommand(out))).isZero();
        assertThat(printed()).isEqualTo("""
                NODE     LIGHT  STATE    CONNECTIONS  ADDRESSES                                  WHY
                eu/gw-1  green  serving  12           10.0.0.1
                eu/gw-2  red    serving  3            10.0.0.2 (its host has 10.0.0.2 10.0.0.9)  red by c1 and c2
                COORDINATOR  PLACE  CONSOLE          VERSION
                c1           eu     192.0.2.20:8090  1.2
                """);
    }

    @Test
    void shouldSayWhichNodesHaveNoAgent() {
        outlook.agent(GW_1, "10.0.0.1");
        outlook.node(GW_2, NodeState.DRAINING, 3);
        assertThat(run(new NodesCommand(out))).isZero();
        assertThat(printed())
                .contains("eu/gw-1  green  serving             12")
                .contains("eu/gw-2  red    draining, no agent  3");
        outlook.nodes.remove(GW_2);
        assertThat(run(new NodesCommand(out))).isZero();
        assertThat(printed()).contains("not registered, no agent");
        outlook.agentSites.clear();
        assertThat(run(new NodesCommand(out))).isZero();
        assertThat(printed()).doesNotContain("no agent");
    }

    @Test
    void shouldShowThePlanWithWhatLedThereAndWhatIsHeldBack() {
        outlook.holds.add(new Step.Hold("10.0.0.2", "stays: it moved 3 s ago"));
        outlook.directors.add(new Obedience("dns", 77, 12, 0, "", 0));
        outlook.directors.add(new Obedience("exec", 77, 11, 4, "change 3: it ended with 1: no route\nusage:", 0));
        StepRecord step = new StepRecord(77, 12, 0, "MoveAddress", "10.0.0.1", "gw-2 is dead", 60_000);
        outlook.store
                .write(Outlook.PATHS.steps() + "/" + step.name(), step, Versioned.NONE)
                .join();
        assertThat(run(new FreezeCommand(out), "eu", "--reason", "fair")).isZero();
        printed();
        assertThat(run(new PlanCommand(out))).isZero();
        assertThat(printed()).isEqualTo("""
                plan 12 of epoch 77, since 1970-01-01T00:00:04Z: it began
                datacenters: eu green, ru yellow
                ADDRESS   OWNER    UNDER WAY FROM
                10.0.0.1  eu/gw-1
                10.0.0.2  eu/gw-2
                ENDPOINT  DATACENTER  ADDRESSES
                eu.gw     eu          10.0.0.1
                held back: 10.0.0.2 stays: it moved 3 s ago
                DIRECTOR  PLAN  FAILURES  WHY
                dns       12    0
                exec      11    4         change 3: it ended with 1: no route
                wanted: freeze eu by ops until 2026-11-22T22:00:00Z: fair
                1970-01-01T00:01:00Z MoveAddress 10.0.0.1: gw-2 is dead
                """);
    }

    @Test
    void shouldWaitUntilADrainedNodeIsEmpty() {
        outlook.holds.add(new Step.Hold("10.0.0.1", "stays: nobody else can take it"));
        deeds.add(() -> outlook.node(GW_1, NodeState.DRAINING, 12));
        deeds.add(() -> outlook.own("10.0.0.1", GW_2));
        deeds.add(() -> outlook.node(GW_1, NodeState.DRAINING, 4));
        deeds.add(() -> outlook.node(GW_1, NodeState.DRAINING, 0));
        assertThat(drain("eu/gw-1", "--for", "10m")).isZero();
        assertThat(printed()).isEqualTo("""
                eu/gw-1 is drained until 2026-11-22T21:10:00Z
                eu/gw-1: serving, 12 connections, addresses 10.0.0.1; 10.0.0.1 stays: nobody else can take it
                eu/gw-1: draining, 12 connections, addresses 10.0.0.1; 10.0.0.1 stays: nobody else can take it
                eu/gw-1: draining, 12 connections, no addresses
                eu/gw-1: draining, 4 connections, no addresses
                eu/gw-1 is empty after 2 s
                """);
    }

    /** Without connections it is not empty while its host has an address: trackers would still come. */
    @Test
    void shouldNotCallANodeEmptyThatMayStillGetTrackers() {
        outlook.node(GW_1, NodeState.SERVING, 0);
        outlook.own("10.0.0.1", GW_2);
        outlook.agent(GW_1, "10.0.0.1");
        deeds.add(() -> outlook.node(GW_1, NodeState.DRAINING, 0));
        deeds.add(() -> outlook.agent(GW_1));
        assertThat(drain("eu/gw-1")).isZero();
        assertThat(printed()).endsWith("eu/gw-1 is empty after 1 s\n");
        assertThat(nowMs).isEqualTo(1_000);
    }

    @Test
    void shouldStopWaitingWhenTheDrainEnds() {
        assertThat(drain("eu/gw-1", "--for", "10s")).isEqualTo(1);
        assertThat(nowMs).isEqualTo(10_000);
        assertThat(printed()).endsWith("eu/gw-1 is not empty, and its drain has ended\n");
        nowMs = 0;
        deeds.add(() -> outlook.store.remove(Outlook.PATHS.intent("drain-eu_gw-1")));
        assertThat(drain("eu/gw-1")).isEqualTo(1);
        assertThat(nowMs).isEqualTo(500);
    }

    @Test
    void shouldGoOnWaitingWhileTheCoordinatorIsAway() {
        deeds.add(() -> console.close());
        deeds.add(() -> {
            outlook.nodes.remove(GW_1);
            outlook.own("10.0.0.1", GW_2);
        });
        assertThat(drain("eu/gw-1", "--for", "10s")).isEqualTo(1);
        assertThat(printed()).contains("nothing answers at").contains("; trying again\n");
    }

    @Test
    void shouldNotWaitWhenAskedNotTo() {
        assertThat(drain("eu/gw-1", "--no-wait", "--reason", "new disk")).isZero();
        assertThat(printed()).isEqualTo("eu/gw-1 is drained until 2026-11-22T22:00:00Z\n");
        assertThat(outlook.intents()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Intent.Kind.DRAIN);
            assertThat(one.reason()).isEqualTo("new disk");
        });
        assertThat(run(new UndrainCommand(out), "eu/gw-1")).isZero();
        assertThat(outlook.intents()).isEmpty();
    }

    @Test
    void shouldForceAndFreezeAndTakeBoth() {
        assertThat(run(new FailoverCommand(out), "eu", "ru", "--for", "2h")).isZero();
        assertThat(run(new FreezeCommand(out))).isZero();
        assertThat(outlook.intents()).extracting(Intent::subject).containsExactly("eu", "*");
        assertThat(run(new FailoverCommand(out), "eu", "--undo")).isZero();
        assertThat(run(new UnfreezeCommand(out))).isZero();
        assertThat(outlook.intents()).isEmpty();
        assertThat(printed()).isEqualTo("""
                eu is forced to ru until 2026-11-22T23:00:00Z
                everything is frozen until 2026-11-22T22:00:00Z
                eu is not forced any more
                everything is not frozen any more
                """);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(drain("gw-1")).isEqualTo(1);
        assertThat(printed()).contains("subject is 'gw-1'; expected one of eu/gw-1, eu/gw-2");
        assertThat(drain("eu/gw-1", "--for", "soon")).isEqualTo(2);
        assertThat(printed()).contains("--for is 'soon', expected a duration like 30s");
        assertThat(run(new FailoverCommand(out), "eu")).isEqualTo(2);
        assertThat(printed()).contains("expected either where to go or --undo");
        assertThat(run(new UndrainCommand(out), "eu/gw-1")).isEqualTo(1);
        assertThat(printed()).contains("there is no drain of 'eu/gw-1', expected one: there is nothing to take back");
        run(new FreezeCommand(out), "eu");
        printed();
        assertThat(run(new UnfreezeCommand(out))).isEqualTo(1);
        assertThat(printed()).contains("there is no freeze of '*', expected one of: freeze eu");
    }
}
