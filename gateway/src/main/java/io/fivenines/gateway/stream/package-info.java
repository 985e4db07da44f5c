/**
 * Streams out of the journal: each reads it under its own name, hands what passes its filter to one sink, and
 * remembers what the sink confirmed. One package below for each kind of sink; vendors' classes only there.
 */
package io.fivenines.gateway.stream;
