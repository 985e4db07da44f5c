package io.fivenines.coordinator;

import io.fivenines.coordinator.redirect.dns.DnsConfig;
import io.fivenines.coordinator.redirect.exec.ExecConfig;
import io.fivenines.coordinator.redirect.haproxy.HaproxyConfig;
import java.util.List;
import java.util.Optional;

/** The directors this coordinator has. */
record RedirectConfig(Optional<DnsConfig> dns, Optional<ExecConfig> exec, List<HaproxyConfig> haproxies) {
    RedirectConfig {
        haproxies = List.copyOf(haproxies);
    }
}
