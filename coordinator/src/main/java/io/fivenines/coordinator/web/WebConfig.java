package io.fivenines.coordinator.web;

import io.netty.util.NetUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where an API listens and who may use it.
 *
 * @param port 0 for any free one
 * @param tokens none: whoever is on this machine may do everything, nobody else may anything
 * @param open whether it serves anybody anywhere, and then only what needs no token
 */
public record WebConfig(String host, int port, List<Token> tokens, boolean open) {
    public WebConfig {
        tokens = List.copyOf(tokens);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 0 to 65535");
        }
        if (tokens.isEmpty() && !open && !isLoopback(host)) {
            throw new IllegalArgumentException("host '" + host
                    + "' and there are no tokens, expected tokens, or 127.0.0.1 to serve this machine only");
        }
        Set<String> names = new HashSet<>();
        for (Token token : tokens) {
            if (!names.add(token.name())) {
                throw new IllegalArgumentException(
                        "tokens has the name '" + token.name() + "' twice, expected it once");
            }
        }
    }

    public WebConfig(String host, int port, List<Token> tokens) {
        this(host, port, tokens, false);
    }

    /** For anybody. */
    public static WebConfig open(String host, int port) {
        return new WebConfig(host, port, List.of(), true);
    }

    /** Names other than localhost are not looked up: what they mean is not in the operator's file. */
    private static boolean isLoopback(String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        if (address == null) {
            return host.equals("localhost");
        }
        return address.length == 4
                ? address[0] == 127
                : NetUtil.bytesToIpAddress(address).equals("::1");
    }
}
