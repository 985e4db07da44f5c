/** What seconds amount to: percent, error budget, credit. Integers throughout; rounded in words only, never upwards into a nine. */
package io.fivenines.coordinator.uptime.figures;
