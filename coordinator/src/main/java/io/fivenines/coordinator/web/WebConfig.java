package io.fivenines.coordinator.web;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where an API listens and who may use it.
 *
 * @param port 0 for any free one
 * @param tokens none, and no file: whoever is on this machine may do everything, nobody else may anything
 * @param file more tokens; null for none
 * @param tls null for plain HTTP
 * @param open whether it serves anybody anywhere, and then only what needs no token
 */
public record WebConfig(String host, int port, List<Token> tokens, TokenFile file, WebTls tls, boolean open) {
    public WebConfig {
        tokens = List.copyOf(tokens);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 0 to 65535");
        }
        if (tokens.isEmpty() && file == null && !open && !isLoopback(host)) {
            throw new IllegalArgumentException("host '" + host + "' and there are no tokens, expected tokens"
                    + " (`fivenines token` makes one), or 127.0.0.1 to serve this machine only");
        }
        String again = twice(tokens);
        if (again != null) {
            throw new IllegalArgumentException("tokens has the name '" + again + "' twice, expected it once");
        }
    }

    private static String twice(List<Token> tokens) {
        Set<String> names = new HashSet<>();
        return tokens.stream()
                .map(Token::name)
                .filter(name -> !names.add(name))
                .findFirst()
                .orElse(null);
    }

    public WebConfig(String host, int port, List<Token> tokens) {
        this(host, port, tokens, null, null, false);
    }

    /** Whether who asks for more than anybody may must bring a token. */
    boolean asksForTokens() {
        return file != null || !tokens.isEmpty();
    }

    /**
     * All tokens that are good now.
     *
     * @throws IOException if the file cannot be taken
     */
    List<Token> tokensNow() throws IOException {
        if (file == null) {
            return tokens;
        }
        List<Token> all = new ArrayList<>(tokens);
        all.addAll(file.read());
        String again = twice(all);
        if (again != null) {
            throw new IOException(file.path() + " has the name '" + again + "', expected one no other token has");
        }
        return List.copyOf(all);
    }

    /** How a URL of it begins. */
    public String scheme() {
        return tls == null ? "http" : "https";
    }

    /** For anybody. */
    public static WebConfig open(String host, int port) {
        return new WebConfig(host, port, List.of(), null, null, true);
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
