/** From what is known to what should be done, each step with its reason. Pure: no clock, no I/O, no logger. */
package io.fivenines.coordinator.plan;
