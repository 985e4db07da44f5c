package io.fivenines.gateway.stream;

/**
 * One message on its way out.
 *
 * @param protocol empty where a newer gateway stored the message and this one cannot read it; so is the id
 * @param id the same for the same record, each time it is delivered and each time its tracker sends it
 * @param json UTF-8, one object without a line break; shared: read only
 */
public record Message(String ident, String protocol, String id, byte[] json) {}
