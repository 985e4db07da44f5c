/** A whole cluster as real processes in network namespaces of its own, whose cables can be cut. */
package io.fivenines.benchmarks.stage;
