/** What every HTTP API of Fivenines has in common: tokens and scopes, strict parameters, one shape of errors, limits. */
package io.fivenines.coordinator.web;
