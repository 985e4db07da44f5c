/** What trackers say, byte by byte; written a second time, so as not to trust the gateway's reading. */
package io.fivenines.coordinator.uptime.probe.wire;
