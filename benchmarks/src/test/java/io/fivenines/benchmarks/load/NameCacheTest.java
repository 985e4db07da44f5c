package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    private static final long SECOND = 1_000_000_000;
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(new NameCache().at(0)).isEmpty();
    }

    @Test
    void shouldForgetAfterTheTimeToLive() {
        NameCache cache = new NameCache();
        // Near where nanoseconds turn over, which they may do at any time.
        long now = Long.MAX_VALUE - SECOND;
        cache.put(new NameAnswer(ADDRESS, 5), now);
        assertThat(cache.at(now)).contains(ADDRESS);
        assertThat(cache.at(now + 5 * SECOND - 1)).contains(ADDRESS);
        assertThat(cache.at(now + 5 * SECOND)).isEmpty();
    }

    @Test
    void shouldNotKeepWhatMustNotBeKept() {
        NameCache cache = new NameCache();
        cache.put(new NameAnswer(ADDRESS, 0), 7);
        assertThat(cache.at(7)).isEmpty();
    }
}
