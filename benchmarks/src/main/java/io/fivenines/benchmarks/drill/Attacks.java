package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.attack.AttackPage;
import io.fivenines.benchmarks.attack.AttackPage.Attack;
import io.fivenines.benchmarks.attack.Fortress;
import io.fivenines.benchmarks.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "attacks",
        description = {
            "Runs every command in the section `Attacks` of docs/security.md against two gateways, a coordinator and a",
            "ZooKeeper of its own, and passes if each is answered as that page says."
        })
public final class Attacks implements Callable<Integer> {
    @Option(names = "--page", defaultValue = "docs/security.md", description = "the page (${DEFAULT-VALUE})")
    private Path page;

    @Option(names = "--write", description = "writes the answers into the page instead of comparing them")
    private boolean write;

    @Override
    public Integer call() throws IOException, InterruptedException {
        AttackPage asked = AttackPage.of(Files.readString(page));
        if (asked.attacks().isEmpty()) {
            throw new IllegalArgumentException(page + " has no attacks, expected ### and a sh block for each");
        }
        List<String> answers = new ArrayList<>();
        int otherwise = 0;
        try (Fortress fortress = new Fortress(Jvm.own())) {
            for (Attack attack : asked.attacks()) {
                String answer = fortress.suffer(asked.prelude(), attack.command());
                boolean same = answer.equals(attack.answer());
                otherwise += same ? 0 : 1;
                String verdict = same ? "as said" : "OTHERWISE";
                Stage.say("%s: %s%n  $ %s%n%s", attack.title(), verdict, attack.command(), answer);
                if (!same && !write) {
                    Stage.say("  the page says:%n%s", attack.answer());
                }
                answers.add(answer);
            }
        }
        if (write) {
            Files.writeString(page, asked.with(answers));
        }
        boolean pass = otherwise == 0 || write;
        System.out.println(new Report()
                .put("drill", "attacks")
                .put("runs", asked.attacks().size())
                .put("otherwise", otherwise)
                .put("pass", pass));
        return pass ? 0 : 1;
    }
}
