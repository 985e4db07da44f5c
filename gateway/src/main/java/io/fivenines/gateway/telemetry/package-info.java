/** The vocabulary: parameters, idents and the stored form of messages. Imports only the JDK; all may import it. */
package io.fivenines.gateway.telemetry;
