/** The baseline: what a Netty server costs that cuts frames and answers them, and neither decodes nor keeps anything. */
package io.fivenines.benchmarks.bare;
