/** A disk that keeps in memory what was not synced, so that the kill of the process is a power cut to its files. */
package io.fivenines.benchmarks.powercut;
