/** What the kernel saw of a gateway, and whether it kept the order that makes an acknowledgement a promise. */
package io.fivenines.benchmarks.trace;
