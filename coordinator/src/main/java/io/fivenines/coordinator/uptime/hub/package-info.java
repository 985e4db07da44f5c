/** Where the rounds of several locations come together; in every coordinator, each with all of them. */
package io.fivenines.coordinator.uptime.hub;
