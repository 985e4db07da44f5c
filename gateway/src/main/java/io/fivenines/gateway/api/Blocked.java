package io.fivenines.gateway.api;

/**
 * Somebody an operator keeps out for a while.
 *
 * @param id of the block; "" while it is only wanted
 * @param ident a tracker, "" where an address is meant
 * @param address an address or a network (CIDR), "" where a tracker is meant
 * @param who the name of the operator's token
 * @param untilMs when it ends by itself, since 1970
 */
public record Blocked(String id, String ident, String address, String who, String reason, long untilMs) {}
