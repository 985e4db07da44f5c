/** How nodes and datacenters look: detectors fed with arrivals, and one judgement from several observers. Pure. */
package io.fivenines.coordinator.health;
