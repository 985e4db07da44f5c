/** What simulated trackers say and hear, written from the makers' documents and sharing no code with the gateway. */
package io.fivenines.benchmarks.wire;
