/** An authoritative name server that answers from the last plan there was, whether or not anybody can be reached. */
package io.fivenines.coordinator.redirect.dns;
