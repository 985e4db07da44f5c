/** Bad clients: what a public port meets, in the numbers that hurt. */
package io.fivenines.benchmarks.nuisance;
