/** Availability reckoned before anything runs: from parts and how they depend on each other to seconds a year. */
package io.fivenines.coordinator.uptime.availability;
