/** This node in its cluster: says that it is there and how it is, answers heartbeats, drains when an operator wants it. */
package io.fivenines.gateway.membership;
