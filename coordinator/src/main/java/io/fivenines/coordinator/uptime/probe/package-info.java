/** A customer that does not tire: makes rounds against endpoints, and brings what it finds to every hub it knows. */
package io.fivenines.coordinator.uptime.probe;
