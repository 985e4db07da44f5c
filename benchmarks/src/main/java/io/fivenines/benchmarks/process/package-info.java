/** Servers as child processes, and what the system says of them. */
package io.fivenines.benchmarks.process;
