/** What trackers say, byte by byte: written a second time, so that the prober does not trust the gateway's reading. */
package io.fivenines.coordinator.uptime.probe.wire;
