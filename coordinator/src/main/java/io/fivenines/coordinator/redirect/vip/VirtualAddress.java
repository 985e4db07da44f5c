package io.fivenines.coordinator.redirect.vip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address that moves between hosts.
 *
 * @param text as the operator writes it, without the prefix length: the name it has in every record
 */
public record VirtualAddress(String text, InetAddress ip, int prefixLength) {
    private static final String IPV4 = "\\d{1,3}(\\.\\d{1,3}){3}";
    private static final String IPV6 = "[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*";

    public VirtualAddress {
        int longest = ip.getAddress().length * 8;
        if (prefixLength < 1 || prefixLength > longest) {
            throw new IllegalArgumentException(
                    "prefix length " + prefixLength + " of address " + text + ", expected 1 to " + longest);
        }
    }

    /** Of {@code 192.0.2.7}, {@code 2001:db8::7}, or one of them with a prefix length; without, it is the longest. */
    public static VirtualAddress of(String written) {
        int slash = written.indexOf('/');
        String text = slash < 0 ? written : written.substring(0, slash);
        InetAddress ip = literal(text);
        if (slash < 0) {
            return new VirtualAddress(text, ip, ip.getAddress().length * 8);
        }
        String prefix = written.substring(slash + 1);
        if (!prefix.matches("\\d{1,3}")) {
            throw new IllegalArgumentException(
                    "prefix length '" + prefix + "' of address " + text + ", expected a number of bits");
        }
        return new VirtualAddress(text, ip, Integer.parseInt(prefix));
    }

    /** Never asks a name server. */
    static InetAddress literal(String text) {
        try {
            if (text.matches(IPV4) || text.matches(IPV6)) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw new IllegalArgumentException("address '" + text + "', expected one like 192.0.2.7 or 2001:db8::7");
    }

    public boolean isIpv6() {
        return ip instanceof Inet6Address;
    }

    /** As {@code ip addr} wants it. */
    String withPrefix() {
        return text + "/" + prefixLength;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VirtualAddress that && ip.equals(that.ip);
    }

    @Override
    public int hashCode() {
        return ip.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
