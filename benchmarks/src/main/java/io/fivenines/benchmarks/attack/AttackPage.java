package io.fivenines.benchmarks.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with commands and what they are answered with:
 *
 * <pre>
 * ## Attacks          the first block of sh below: what all commands have in front of them
 * ### A title         the next block of sh: a command; the block of text after it: its answer
 * </pre>
 */
public final class AttackPage {
    private static final String SECTION = "\n## Attacks\n";
    private static final Pattern PRELUDE = Pattern.compile("```sh\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern ATTACK =
            Pattern.compile("\n### ([^\n]+)\n(?:(?!\n###).)*?```sh\n(.*?)\n```\n```text\n(.*?)```\n", Pattern.DOTALL);

    private final String text;
    private final String prelude;
    private final List<Attack> attacks = new ArrayList<>();
    private final List<int[]> answers = new ArrayList<>();

    /** One command and its answer, lines that end with a line feed. */
    public record Attack(String title, String command, String answer) {}

    private AttackPage(String text) {
        this.text = text;
        int from = text.indexOf(SECTION);
        int to = from < 0 ? -1 : text.indexOf("\n## ", from + SECTION.length());
        Matcher first = PRELUDE.matcher(text);
        if (from < 0 || !first.find(from)) {
            throw new IllegalArgumentException("the page has no section Attacks with a sh block, expected one");
        }
        prelude = first.group(1);
        Matcher found = ATTACK.matcher(text).region(from, to < 0 ? text.length() : to + 1);
        while (found.find()) {
            attacks.add(new Attack(found.group(1), found.group(2), found.group(3)));
            answers.add(new int[] {found.start(3), found.end(3)});
        }
    }

    public static AttackPage of(String text) {
        return new AttackPage(text);
    }

    /** What every command needs before it. */
    public String prelude() {
        return prelude;
    }

    public List<Attack> attacks() {
        return List.copyOf(attacks);
    }

    /** The page with other answers, one an attack. */
    public String with(List<String> others) {
        StringBuilder page = new StringBuilder(text);
        for (int i = answers.size() - 1; i >= 0; i--) {
            page.replace(answers.get(i)[0], answers.get(i)[1], others.get(i));
        }
        return page.toString();
    }
}
