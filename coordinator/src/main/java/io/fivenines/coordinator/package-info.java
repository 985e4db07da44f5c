/**
 * The root of the coordinator: it builds the parts in the order of the loop, starts them and closes them in reverse.
 * Beside the loop stand the rooms the gateway shares: cluster, config, logging and web.
 */
package io.fivenines.coordinator;
