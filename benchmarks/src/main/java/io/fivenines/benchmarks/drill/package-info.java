/** Each drill breaks a real gateway in one way and counts what was lost by the trackers' own ledger. */
package io.fivenines.benchmarks.drill;
