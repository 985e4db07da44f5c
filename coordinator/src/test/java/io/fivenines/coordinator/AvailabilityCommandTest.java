package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.uptime.availability.Group;
import io.fivenines.coordinator.uptime.availability.Part;
import io.fivenines.coordinator.uptime.availability.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AvailabilityCommandTest {
    private static final String EVERY = """
            name: Everything
            target: 99.9
            years: 200
            seed: 7
            parts:
              - {name: uplink, availability: 99.5, mttr: 2h, measured: yes, source: last year}
              - {name: host, mtbf: 30d, mttr: 1h}
              - {name: releases, deploys: 50, downtime: 2s}
            groups:
              - {name: hosts, copies: 3, of: host, need: 2, load: standby, common: 5, failover: 1s,
                 measured: yes, source: drill}
              - {name: either, members: [uplink, hosts]}
              - {name: all, chain: [either, releases]}
            service: all
            """;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private TopologySettings read(String yaml) throws IOException {
        return TopologySettings.from(Settings.file(written(yaml), Map.of()));
    }

    private Path written(String yaml) throws IOException {
        return Files.writeString(folder.resolve("topology.yaml"), yaml);
    }

    private String run(Path file, String... more) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(new AvailabilityCommand(out));
        String[] arguments = new String[2 + more.length];
        arguments[0] = "-f";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        assertThat(line.execute(arguments)).isZero();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void refused(String from, String to, String... words) {
        assertThatThrownBy(() -> read(EVERY.replace(from, to)))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        TopologySettings read = read(EVERY);
        assertThat(read.years()).isEqualTo(200);
        assertThat(read.seed()).isEqualTo(7);
        assertThat(read.target().text()).isEqualTo("99.90000");
        List<Part> parts = read.topology().parts();
        assertThat(parts.get(0).availability()).isCloseTo(0.995, within(1e-12));
        assertThat(parts.get(0).source()).isEqualTo(new Source(true, "last year"));
        assertThat(parts.get(1)).isEqualTo(new Part.Failing("host", 2_592_000, 3_600, Source.ASSUMED));
        assertThat(parts.get(2)).isEqualTo(new Part.Deployed("releases", 50, 2, Source.ASSUMED));
        Group.Spares spares = new Group.Spares(2, Group.Mode.STANDBY, 1, new Source(true, "drill"));
        assertThat(read.topology().groups().get(0)).isEqualTo(new Group.Copies("hosts", "host", 3, 0.05, spares));
    }

    @Test
    void shouldSayWhatIsWrong() {
        refused("mtbf: 30d, ", "", "parts[1].mtbf has no value", "a duration like 30s");
        refused("99.5", "'99,5'", "parts[0].availability", "0 to 100");
        refused("99.5", "100", "parts[0].uplink", "less than 100");
        refused("deploys: 50", "deploys: many", "parts[2].deploys is 'many'");
        refused("of: host", "of: hots", "hosts is of 'hots'", "a part: host, releases, uplink");
        refused("need: 2", "need: 4", "groups[0].hosts needs 4 of 3");
        refused("load: standby", "load: cold", "groups[0].load is 'cold'", "shared, standby");
        refused("chain: [either, releases]", "", "groups[2].name is 'all'", "one of chain, members, copies with it");
        refused("chain: [either, releases]", "chain: [either, releases], need: 1", "unknown key groups[2].need");
        refused("measured: yes, source: last", "measured: sure, source: last", "parts[0].measured is 'sure'");
        refused("service: all", "service: al", "service 'al'");
        refused("target: 99.9", "target: 101", "target is '101'");
    }

    /** The worked example of docs/availability.md; the page quotes what this prints. */
    @Test
    void shouldReckonTheWorkedExample() {
        String text = run(Path.of("../docs/two-datacenters.yaml"));
        assertThat(text)
                .contains("Two datacenters: ", "10000 years drawn with seed 1", "drill crash-node, longest gap");
        assertThat(text).contains("figures are measured; the others are assumptions, and so is the result");
    }

    @Test
    void shouldGiveTheSameAsJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(run(written(EVERY), "--json"));
        assertThat(json.path("years").asInt()).isEqualTo(200);
        double sum = 0;
        for (JsonNode share : json.path("shares")) {
            sum += share.path("seconds").asDouble();
        }
        assertThat(sum).isCloseTo(json.path("seconds").asDouble(), within(1e-6));
        assertThat(json.at("/shares/0/source").isTextual()).isTrue();
        assertThat(json.at("/next_nine/goalS").asDouble()).isPositive();
        assertThat(json.at("/quantiles/1.0").asDouble())
                .isGreaterThanOrEqualTo(json.at("/quantiles/0.5").asDouble());
    }
}
