package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualAddressTest {
    @Test
    void shouldReadBothFamiliesWithAndWithoutAPrefixLength() {
        assertThat(VirtualAddress.of("192.0.2.7").withPrefix()).isEqualTo("192.0.2.7/32");
        assertThat(VirtualAddress.of("192.0.2.7/24").withPrefix()).isEqualTo("192.0.2.7/24");
        assertThat(VirtualAddress.of("2001:db8::7").withPrefix()).isEqualTo("2001:db8::7/128");
        assertThat(VirtualAddress.of("2001:db8::7/64").isIpv6()).isTrue();
    }

    @Test
    void shouldBeTheSameHoweverItIsSpelt() {
        AddressSet set = new AddressSet(List.of("2001:db8::7", "192.0.2.7"));
        assertThat(set.named("2001:0DB8:0::7")).contains(VirtualAddress.of("2001:db8::7"));
        assertThat(set.named("192.0.2.8")).isEmpty();
        assertThat(set.named("gw.example.com")).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoAddress() {
        for (String text : List.of(
                "gw.example.com",
                "",
                "10.0.0",
                "10.0.0.256",
                "fe80::1::2",
                "10.0.0.1/33",
                "::1/0",
                "10.0.0.1/x",
                "-h")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> VirtualAddress.of(text));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressSet(List.of("fd00::1", "fd00:0::1")))
                .withMessageContaining("twice");
    }
}
