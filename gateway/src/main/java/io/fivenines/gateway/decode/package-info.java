/** The protocol SPI: what a protocol is, what it reads from and what it writes to. Knows no sockets and no threads. */
package io.fivenines.gateway.decode;
