/** Tells people of incidents: begin, still down, end, and what is taken back. */
package io.fivenines.coordinator.uptime.notify;
