/** What every HTTP API of Fivenines has in common: tokens, strict parameters, one shape of errors, limits. */
package io.fivenines.coordinator.web;
