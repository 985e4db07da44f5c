/** Who leads: exactly one coordinator at a time, each time under a new epoch. */
package io.fivenines.coordinator.elect;
