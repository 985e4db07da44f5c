/** Commands to trackers: they wait here until their tracker is connected, and until it has confirmed them. */
package io.fivenines.gateway.command;
