/** The witness: probes as a customer would, and keeps count. It never asks those whose work it judges. */
package io.fivenines.coordinator.uptime;
