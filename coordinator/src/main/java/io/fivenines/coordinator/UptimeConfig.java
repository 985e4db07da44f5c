package io.fivenines.coordinator;

import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.notify.NotifyConfig;

/** How a coordinator keeps count of what probers found. */
record UptimeConfig(Rules rules, NotifyConfig notifying) {}
