/**
 * How nodes and datacenters look: the observer does the looking; detectors fed with arrivals, and the one judgement
 * from several observers, are pure.
 */
package io.fivenines.coordinator.health;
