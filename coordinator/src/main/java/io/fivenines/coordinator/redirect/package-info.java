/** Has traffic go where the plan says, each way of it in a room of its own. Imports the cluster's records only. */
package io.fivenines.coordinator.redirect;
