package io.fivenines.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClaimPoolTest {
    private final AtomicInteger returns = new AtomicInteger();
    private final ClaimPool pool = new ClaimPool(2, 1 << 10, returns::incrementAndGet);

    @Test
    void shouldHaveNoMoreThanItsNumber() {
        Claim first = pool.take();
        Claim second = pool.take();

        assertThat(pool.take()).isNull();
        assertThat(pool.hasSpace()).isFalse();
        assertThat(pool.inUse()).isEqualTo(2);
        first.release();
        assertThat(returns).hasValue(1);
        assertThat(pool.hasSpace()).isTrue();
        assertThat(pool.take()).isSameAs(first).isNotSameAs(second);
    }

    @Test
    void shouldHandOutAUsedClaimEmpty() {
        Claim claim = pool.take();
        claim.begin(new byte[3], 0).putInt(7);
        claim.end();
        claim.begin(new byte[3], 0);
        claim.durableFrom(12);
        claim.release();

        Claim again = pool.take();
        assertThat(again).isSameAs(claim);
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.bytes()).isZero();
        assertThat(again.firstPosition()).isEqualTo(Claim.NOT_YET);
        again.release();
    }

    @Test
    void shouldNameTheNumberItCannotWorkWith() {
        assertThatThrownBy(() -> new ClaimPool(0, 1 << 10, () -> {})).hasMessageContaining("claims 0");
        assertThatThrownBy(() -> new ClaimPool(1, 100, () -> {})).hasMessageContaining("claimBytes 100");
    }
}
