package io.fivenines.benchmarks.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PapersTest {
    private final Places places = Places.in(77);
    private final Place ru = places.datacenters().get(1);
    private final Papers papers = new Papers(places, Path.of("/somewhere"));

    private Stream<String> everything() {
        Stream<List<String>> heads = places.all().stream()
                .flatMap(place -> Stream.of(papers.coordinator(place), papers.zooKeeper(place, Path.of("/somewhere"))));
        Stream<List<String>> nodes = places.datacenters().stream()
                .flatMap(place -> Place.NODES.stream()
                        .flatMap(node -> Stream.of(papers.gateway(place, node), papers.agent(place, node))));
        return Stream.concat(heads, nodes).flatMap(List::stream);
    }

    @Test
    void shouldNameNoAddressOutsideItsNet() {
        assertThat(everything()
                        .flatMap(line -> Stream.of(line.split("[^0-9.]+")))
                        .filter(word -> word.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")))
                .isNotEmpty()
                .allMatch(address -> address.startsWith("127.77."));
    }

    @Test
    void shouldHaveGatewayAndAgentAgree() {
        assertThat(papers.gateway(ru, 2))
                .contains(
                        "  - {protocol: teltonika, host: 127.77.2.12, port: 15027}",
                        "loopbackAddresses: [127.77.2.101, 127.77.2.102]");
        assertThat(papers.agent(ru, 2))
                .contains("gatewayPort: 15027", "addresses: [127.77.2.101, 127.77.2.102]", "director: loopback");
    }

    @Test
    void shouldHaveCoordinatorsTryFromOutside() {
        assertThat(papers.coordinator(places.witness()))
                .contains("trackerPort: 5027", "  - {name: ru.gw.example.com, order: [ru, eu]}");
    }

    @Test
    void shouldListenNowhereTwice() {
        Set<Object> tcp = new HashSet<>(Ports.tcp(places));
        assertThat(tcp).hasSameSizeAs(Ports.tcp(places));
    }

    @Test
    void shouldRefuseANetThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Places.in(300)).withMessageContaining("300");
    }
}
