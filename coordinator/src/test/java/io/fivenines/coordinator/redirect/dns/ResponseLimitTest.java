package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.redirect.dns.ResponseLimit.Verdict;
import java.net.InetAddress;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResponseLimitTest {
    private static final long SECOND_NS = 1_000_000_000;
    private long nowNs = Long.MAX_VALUE - SECOND_NS;

    private ResponseLimit limit(int perSecond, int slip) {
        return new ResponseLimit(new RateConfig(perSecond, slip), 42, nowNs);
    }

    private int sent(ResponseLimit limit, String client, int tries) {
        InetAddress address = IpLiteral.of(client);
        return Collections.frequency(
                Stream.generate(() -> limit.judge(address, nowNs)).limit(tries).toList(), Verdict.SEND);
    }

    @Test
    void shouldLetASecondsWorthThroughAndThenTheRate() {
        ResponseLimit limit = limit(10, 0);
        assertThat(sent(limit, "192.0.2.1", 50)).isEqualTo(10);
        nowNs += SECOND_NS / 2;
        assertThat(sent(limit, "192.0.2.1", 50)).isEqualTo(5);
        // The clock's number overflows on the way.
        nowNs += 100 * SECOND_NS;
        assertThat(sent(limit, "192.0.2.1", 50)).isEqualTo(10);
    }

    @Test
    void shouldCountByNetwork() {
        ResponseLimit limit = limit(10, 0);
        assertThat(sent(limit, "192.0.2.1", 10)).isEqualTo(10);
        assertThat(sent(limit, "192.0.2.255", 1)).isZero();
        assertThat(sent(limit, "192.0.3.1", 1)).isEqualTo(1);
        assertThat(sent(limit, "2001:db8:0:100::1", 10)).isEqualTo(10);
        assertThat(sent(limit, "2001:db8:0:1ff:ffff::1", 1)).isZero();
        assertThat(sent(limit, "2001:db8:0:200::1", 1)).isEqualTo(1);
    }

    @Test
    void shouldSendSomeTruncatedInstead() {
        ResponseLimit limit = limit(1, 3);
        InetAddress client = IpLiteral.of("192.0.2.1");
        assertThat(Stream.generate(() -> limit.judge(client, nowNs)).limit(7))
                .containsExactly(
                        Verdict.SEND,
                        Verdict.DROP,
                        Verdict.DROP,
                        Verdict.SEND_TRUNCATED,
                        Verdict.DROP,
                        Verdict.DROP,
                        Verdict.SEND_TRUNCATED);
    }

    @Test
    void shouldNotLimitWithoutARate() {
        assertThat(sent(limit(0, 0), "192.0.2.1", 100_000)).isEqualTo(100_000);
    }

    @Test
    void shouldHoldANetworkToItsRateAmongManyThousands() throws Exception {
        ResponseLimit limit = limit(10, 0);
        SplittableRandom random = new SplittableRandom(7);
        int sent = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] stranger = new byte[4];
            random.nextBytes(stranger);
            limit.judge(InetAddress.getByAddress(stranger), nowNs);
            sent += sent(limit, "192.0.2.1", 1);
        }
        assertThat(sent).isEqualTo(10);
    }
}
