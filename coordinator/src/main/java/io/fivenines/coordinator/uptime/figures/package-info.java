/** What seconds amount to: percent, error budget, credit. Exact; rounded in words only, never upwards into a nine. */
package io.fivenines.coordinator.uptime.figures;
