package io.fivenines.coordinator.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Environment variables that stand in for keys: {@code journal.segmentSize} is FIVENINES_JOURNAL_SEGMENT_SIZE. */
final class Environment {
    private static final String PREFIX = "FIVENINES_";
    /** The launcher's and the commands' own. */
    private static final Set<String> OTHERS =
            Set.of("FIVENINES_JAVA_OPTS", "FIVENINES_TOKEN", "FIVENINES_CA", "FIVENINES_SCHEME");
    /** As name=value what a container platform sets for its services: one named fivenines-uptime asks for nothing. */
    private static final Pattern SERVICE = Pattern.compile(
            "\\w+_SERVICE_(HOST|PORT)(_\\w+)?=.*|\\w+_PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?=.*|\\w+_PORT=\\w+://.*");

    private final Map<String, String> variables;
    private final Set<String> asked = new TreeSet<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    static String name(String path) {
        return PREFIX
                + path.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replaceAll("[^A-Za-z0-9]+", "_")
                        .toUpperCase(Locale.ROOT);
    }

    /** The value that stands in for the key at that path, or null. */
    String value(String path) {
        asked.add(name(path));
        return variables.get(name(path));
    }

    /** The first variable that stands for a key inside the group at that path, if its name says so. */
    Optional<String> within(String path) {
        return variables.keySet().stream()
                .filter(name -> name.startsWith(name(path) + "_"))
                .filter(name ->
                        !SERVICE.matcher(name + '=' + variables.get(name)).matches())
                .sorted()
                .findFirst();
    }

    /** One sentence for each variable with the prefix that no key asked for. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String name : new TreeSet<>(variables.keySet())) {
            if (name.startsWith(PREFIX) && !asked.contains(name) && !OTHERS.contains(name)) {
                String nearest = Spelling.nearest(name, asked);
                complaints.add("environment variable " + name + " stands for no key"
                        + (nearest.isEmpty() ? "" : ", did you mean " + nearest + "?"));
            }
        }
        return complaints;
    }
}
