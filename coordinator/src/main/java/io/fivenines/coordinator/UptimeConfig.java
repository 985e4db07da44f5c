package io.fivenines.coordinator;

import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.notify.NotifyConfig;
import io.fivenines.coordinator.uptime.page.PageConfig;
import java.util.Optional;

/** How a coordinator keeps count of what probers found, and whom it tells. */
record UptimeConfig(Rules rules, NotifyConfig notifying, Optional<PageConfig> page) {}
