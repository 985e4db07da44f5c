/** Tells an HAProxy in front of the gateways, over its runtime socket, which of them to use. */
package io.fivenines.coordinator.redirect.haproxy;
