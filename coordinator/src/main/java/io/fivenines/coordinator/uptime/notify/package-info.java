/** Tells people of incidents: begin, still down, end. */
package io.fivenines.coordinator.uptime.notify;
