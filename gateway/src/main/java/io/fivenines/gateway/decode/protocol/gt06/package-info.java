/** GT06 of Concox (now Jimi) and of the many who copied it. */
package io.fivenines.gateway.decode.protocol.gt06;
