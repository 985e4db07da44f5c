package io.fivenines.gateway.accept;

import io.fivenines.gateway.connection.Refusal;
import io.fivenines.gateway.telemetry.Ident;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is let in, as a file says: an ident a line, and behind it the networks it may come from, if not from everywhere.
 *
 * <pre>
 * # ident          networks
 * 356307042441013
 * 356307042441021  10.20.0.0/16 2001:db8::/32
 * </pre>
 */
final class AllowList {
    private static final Networks EVERYWHERE = new Networks(List.of());

    private final Map<Ident, Networks> listed;

    private AllowList(Map<Ident, Networks> listed) {
        this.listed = listed;
    }

    /** @throws IOException naming the line that is wrong, or if the file cannot be read */
    static AllowList read(Path file) throws IOException {
        Map<Ident, Networks> listed = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && line.charAt(0) != '#') {
                    take(line, file + " line " + number, listed);
                }
            }
        } catch (MalformedInputException e) {
            throw new IOException(file + " has characters beyond ASCII, expected idents and networks", e);
        }
        return new AllowList(listed);
    }

    private static void take(String line, String where, Map<Ident, Networks> listed) throws IOException {
        String[] words = line.strip().split("\\s+");
        Ident ident = Ident.of(words[0]);
        if (ident == null) {
            throw new IOException(where + " has '" + words[0] + "', expected 1 to 64 printable characters");
        }
        try {
            List<String> networks = Arrays.asList(words).subList(1, words.length);
            if (listed.put(ident, networks.isEmpty() ? EVERYWHERE : new Networks(networks)) != null) {
                throw new IOException(where + " has " + ident + " again, expected each once");
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(where + " has a " + e.getMessage(), e);
        }
    }

    /** Why not, null if it may. */
    Refusal refusal(Ident ident, InetAddress address) {
        Networks networks = listed.get(ident);
        if (networks == null) {
            return Refusal.UNLISTED;
        }
        boolean there =
                networks == EVERYWHERE || address != null && networks.contain(new InetSocketAddress(address, 0));
        return there ? null : Refusal.ELSEWHERE;
    }

    int size() {
        return listed.size();
    }
}
