/**
 * The other end of the wire: trackers by the thousand, drills that break a gateway on purpose, and
 * micro-benchmarks. What a drill calls lost it takes from the trackers' own ledger, never from the gateway.
 */
package io.fivenines.benchmarks;
