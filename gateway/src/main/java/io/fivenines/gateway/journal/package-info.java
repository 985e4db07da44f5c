/** What makes an acknowledgement a promise: bytes and positions on durable ground. Knows no device and no socket. */
package io.fivenines.gateway.journal;
