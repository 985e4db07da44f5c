package io.fivenines.gateway.accept;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.util.List;

/** A set of networks in CIDR notation. */
final class Networks {
    private final List<IpSubnetFilterRule> rules;

    Networks(List<String> cidrs) {
        rules = cidrs.stream().map(Networks::parse).toList();
    }

    static IpSubnetFilterRule parse(String cidr) {
        try {
            int slash = cidr.indexOf('/');
            String address = slash < 0 ? cidr : cidr.substring(0, slash);
            int whole = address.indexOf(':') < 0 ? 32 : 128;
            int prefix = slash < 0 ? whole : Integer.parseInt(cidr.substring(slash + 1));
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "network '" + cidr + "', expected an address with a prefix such as 10.0.0.0/8", e);
        }
    }

    boolean contain(InetSocketAddress address) {
        for (IpSubnetFilterRule rule : rules) {
            if (rule.matches(address)) {
                return true;
            }
        }
        return false;
    }
}
