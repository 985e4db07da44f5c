/** H02 of many makers, SinoTrack the best known: texts and binary records on one connection. */
package io.fivenines.gateway.decode.protocol.h02;
