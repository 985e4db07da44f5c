/**
 * Micro-benchmarks: {@code java -cp benchmarks/target/benchmarks-*.jar org.openjdk.jmh.Main -prof gc}. What they show
 * is a part's own cost, warm and alone; what a packet costs is shown by {@code drill cost}.
 */
package io.fivenines.benchmarks.jmh;
