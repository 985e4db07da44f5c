/** Rounds and rows on disk, so that a kill at any byte loses nothing that was said to be kept. */
package io.fivenines.coordinator.uptime.keep;
