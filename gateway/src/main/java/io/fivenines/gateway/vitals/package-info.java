/** How the gateway is: counters for Prometheus, conditions for the load balancer. Knows no other room. */
package io.fivenines.gateway.vitals;
