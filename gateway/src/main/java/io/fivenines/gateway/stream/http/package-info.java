/** Batches posted to a web server, signed on request. */
package io.fivenines.gateway.stream.http;
