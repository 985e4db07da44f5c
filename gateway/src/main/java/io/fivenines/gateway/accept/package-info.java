/** Sockets: where trackers come in, how many, how fast, through TLS or a proxy. */
package io.fivenines.gateway.accept;
