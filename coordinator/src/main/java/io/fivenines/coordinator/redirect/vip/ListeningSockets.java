package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which IPv4 addresses and ports are listened on over TCP, as the kernel tells in {@code /proc/net/tcp}, and in
 * {@code tcp6} for sockets of IPv6 bound to one ({@code 0000000000000000FFFF00000301007F}), as a JVM likes to
 * make them:
 *
 * <pre>
 *   sl  local_address rem_address   st ... uid timeout inode
 *    0: 0301007F:13A3 00000000:0000 0A ...   0       0 12345     127.0.1.3:5027 (the host's order of bytes), listening
 * </pre>
 */
public final class ListeningSockets {
    private static final String LISTENING = "0A";
    private static final String MAPPED = "0000000000000000FFFF0000";
    private static final int IPV4_DIGITS = 8;

    private final Path proc;

    /** @param proc where the kernel tells it */
    public ListeningSockets(Path proc) {
        this.proc = proc;
    }

    /** Those of all processes. */
    public Collection<InetSocketAddress> all() throws IOException {
        return byInode().values();
    }

    /** Those of one process; none once it is gone. */
    Set<InetSocketAddress> of(long pid) throws IOException {
        Map<String, InetSocketAddress> listening = byInode();
        Set<InetSocketAddress> addresses = new HashSet<>();
        try (Stream<Path> files = Files.list(proc.resolve(Long.toString(pid)).resolve("fd"))) {
            for (Path file : files.toList()) {
                InetSocketAddress address = listening.get(target(file));
                if (address != null) {
                    addresses.add(address);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            if (ProcessHandle.of(pid).isPresent()) {
                throw new IOException("cannot see what process " + pid + " has open: " + e.getMessage(), e);
            }
        }
        return addresses;
    }

    /** Empty if it was closed in the meantime. */
    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private Map<String, InetSocketAddress> byInode() throws IOException {
        Map<String, InetSocketAddress> addresses = new HashMap<>();
        for (String file : List.of("net/tcp", "net/tcp6")) {
            if (Files.exists(proc.resolve(file))) {
                List<String> lines = Files.readAllLines(proc.resolve(file));
                for (String line : lines.subList(1, lines.size())) {
                    read(line.strip().split("\\s+"), addresses);
                }
            }
        }
        return addresses;
    }

    private static void read(String[] words, Map<String, InetSocketAddress> addresses) throws IOException {
        if (words.length > 9 && words[3].equals(LISTENING)) {
            int colon = words[1].indexOf(':');
            String ip = words[1].substring(0, colon);
            if (ip.startsWith(MAPPED)) {
                ip = ip.substring(MAPPED.length());
            }
            if (ip.length() == IPV4_DIGITS) {
                byte[] bytes = reversed(HexFormat.of().parseHex(ip));
                int port = HexFormat.fromHexDigits(words[1].substring(colon + 1));
                addresses.put(
                        "socket:[" + words[9] + "]", new InetSocketAddress(InetAddress.getByAddress(bytes), port));
            }
        }
    }

    private static byte[] reversed(byte[] ip) {
        return new byte[] {ip[3], ip[2], ip[1], ip[0]};
    }
}
