/** The vocabulary: parameters, idents and the stored form of a message. Imports only the JDK; everyone may import it. */
package io.fivenines.gateway.telemetry;
