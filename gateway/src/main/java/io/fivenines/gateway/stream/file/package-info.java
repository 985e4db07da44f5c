/** Lines in a file, or on standard output. */
package io.fivenines.gateway.stream.file;
