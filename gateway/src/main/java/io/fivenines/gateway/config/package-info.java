/** Strict settings from YAML and the environment. Knows no part of the gateway: the root reads each part's record. */
package io.fivenines.gateway.config;
