package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Gap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BerthsTest {
    private final Berths berths = new Berths();

    private List<String> settle(String... addresses) {
        berths.settle(List.of(addresses));
        return IntStream.range(0, berths.lines()).mapToObj(berths::of).toList();
    }

    @Test
    void shouldHaveALineAtEveryAddress() {
        assertThat(settle("a", "b")).containsExactly("a", "b");
        assertThat(settle("a", "b", "c")).containsExactly("a", "b", "c");
    }

    @Test
    void shouldStayWhileTheAddressIsThereWhateverOthersDo() {
        settle("b", "c");
        assertThat(settle("a", "b", "c")).containsExactly("b", "c", "a");
        assertThat(settle("b", "c", "d")).containsExactly("b", "c", "d");
    }

    @Test
    void shouldSendAllElsewhereWhenTheNameDoesAndBackAgain() {
        settle("a", "b");
        assertThat(settle("x", "y")).containsExactly("x", "y");
        assertThat(settle("a", "b")).containsExactly("a", "b");
    }

    @Test
    void shouldKeepTheLineOfAnAddressThatIsGoneAndGiveItTheNextOneThatHasNone() {
        settle("a", "b", "c");
        assertThat(settle("b", "c")).containsExactly("b", "b", "c");
        assertThat(settle("b", "c", "d")).as("one at every address").containsExactly("b", "d", "c");
    }

    @Test
    void shouldStayWhereItIsWhileNothingIsKnown() {
        settle("a", "b");
        assertThat(settle()).containsExactly("a", "b");
    }

    @Test
    void shouldHaveNoMoreLinesThanThereAreIdentsFor() {
        String[] many = IntStream.range(0, 40).mapToObj(i -> "a" + (i + 10)).toArray(String[]::new);
        assertThat(settle(many)).hasSize(Gap.LINES_MAX).startsWith("a10").endsWith("a41");
    }
}
