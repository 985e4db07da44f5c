/** This node in its cluster: says that it is there and how it is, answers heartbeats, drains when it is told to. */
package io.fivenines.gateway.membership;
