/** A swarm of simulated trackers, each with its ledger of what it was promised. */
package io.fivenines.benchmarks.load;
