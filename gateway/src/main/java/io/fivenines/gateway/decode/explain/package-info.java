/**
 * Explains a frame by experiment: each byte is changed, the frame is decoded again, and what comes out differently
 * depends on that byte. So protocols need not say anything for it, and the path of a message has no hook.
 */
package io.fivenines.gateway.decode.explain;
