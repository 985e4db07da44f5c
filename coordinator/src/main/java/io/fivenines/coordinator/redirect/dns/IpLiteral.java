package io.fivenines.coordinator.redirect.dns;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses as they are written; no name server is ever asked. */
final class IpLiteral {
    private IpLiteral() {}

    /** The address of that text; throws if it is none. */
    static InetAddress of(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            if (bytes != null) {
                return InetAddress.getByAddress(bytes);
            }
        } catch (UnknownHostException e) {
            // Only for a wrong number of bytes, which is said below.
        }
        throw new IllegalArgumentException("address '" + text + "', expected one like 192.0.2.7 or 2001:db8::7");
    }
}
