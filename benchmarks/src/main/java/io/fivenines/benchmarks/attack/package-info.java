/** What docs/security.md says is refused, tried. */
package io.fivenines.benchmarks.attack;
