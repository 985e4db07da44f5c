/** The baseline: what a Netty server costs that cuts frames, answers them and does nothing else. */
package io.fivenines.benchmarks.bare;
