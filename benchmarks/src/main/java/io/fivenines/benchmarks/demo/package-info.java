/** Two datacenters on one machine, without root: to be broken on purpose and looked at. */
package io.fivenines.benchmarks.demo;
