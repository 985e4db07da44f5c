/** A house built wrong in every way that {@code LayersTest} forbids, to prove that each rule bites. */
package io.fivenines.coordinator.testing.house;
