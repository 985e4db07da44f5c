package io.fivenines.benchmarks.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UptimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "cut-prober",
                "dark-service",
                "lose-hub-leader",
                "crash-node",
                "freeze-node",
                "cut-node",
                "rolling-restart",
                "crash-leader",
                "crash-zookeeper-leader",
                "lose-zookeeper",
                "cut-link",
                "flap",
                "cut-uplink",
                "lose-datacenter"
            })
    void shouldKnowEachFaultByTheNameItHasItself(String name) {
        assertThat(Uptime.fault(name).name()).isEqualTo(name);
        assertThat(Uptime.fault(name)).as("a new one each time").isNotSameAs(Uptime.fault(name));
        String usage = new CommandLine(new Uptime()).getUsageMessage().replaceAll("\\s+", " ");
        assertThat(usage).containsPattern("[ ,]" + name + "[ ,.]");
    }

    @Test
    void shouldHaveFifteenFaultsAndSayWhichIfThereIsNoSuch() {
        assertThat(Uptime.names()).hasSize(15).doesNotHaveDuplicates();
        Uptime uptime = new Uptime();
        new CommandLine(uptime).parseArgs("--faults", "flap,cut-moon");
        assertThatThrownBy(uptime::call)
                .hasMessageContaining("cut-moon")
                .hasMessageContaining(String.join(", ", List.of("cut-uplink", "lose-datacenter")));
    }
}
