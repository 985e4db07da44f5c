package io.fivenines.gateway.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.telemetry.Ident;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentQuotaTest {
    private static final Ident FIRST = Ident.of("1");
    private static final Ident SECOND = Ident.of("2");
    private static final int HOUR_MS = 3_600_000;

    private long nowMs = 1_000_000;

    private IdentQuota quota(int max) {
        return new IdentQuota(max, () -> Instant.ofEpochMilli(nowMs));
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(
                ByteBuffer.allocate(4).putInt(10 << 24 | number).array());
    }

    @Test
    void shouldLetSoManyInFromOneAddressAndHour() throws UnknownHostException {
        IdentQuota quota = quota(1);
        assertThat(quota.admits(FIRST, address(0))).isTrue();
        assertThat(quota.admits(SECOND, address(0))).isFalse();
        assertThat(quota.admits(FIRST, address(0))).isTrue();
        assertThat(quota.admits(SECOND, address(1))).isTrue();
        nowMs += HOUR_MS;
        assertThat(quota.admits(SECOND, address(0))).isTrue();
    }

    @Test
    void shouldRememberNoMoreAddressesThanItMay() throws UnknownHostException {
        IdentQuota quota = quota(1);
        for (int i = 0; i < IdentQuota.ADDRESSES_MAX - 1; i++) {
            assertThat(quota.admits(FIRST, address(i))).isTrue();
        }
        assertThat(quota.admits(SECOND, address(0))).isFalse();
        assertThat(quota.admits(FIRST, address(IdentQuota.ADDRESSES_MAX - 1))).isTrue();
        assertThat(quota.admits(SECOND, address(0)))
                .as("the hour has begun anew")
                .isTrue();
    }
}
