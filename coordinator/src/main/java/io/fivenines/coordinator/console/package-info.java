/** The operator's side: what the cluster is doing and why, and what the operator wants of it. */
package io.fivenines.coordinator.console;
