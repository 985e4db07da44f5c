/** Hands what the plan changes to a command of the operator's, which does what Fivenines does not know of. */
package io.fivenines.coordinator.redirect.exec;
