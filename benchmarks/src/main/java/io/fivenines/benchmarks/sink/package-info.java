/** The other end of a stream in a drill: a real program that can be killed, and a consumer that counts. */
package io.fivenines.benchmarks.sink;
