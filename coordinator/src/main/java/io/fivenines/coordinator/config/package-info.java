/** Strict settings from YAML and the environment. Knows no part of a process: its root reads each part's record. */
package io.fivenines.coordinator.config;
