package io.fivenines.coordinator.uptime.notify;

import java.util.List;

/**
 * How mail leaves.
 *
 * @param security {@code starttls}, {@code tls} from the first byte, or {@code none}
 * @param user "" to give none
 */
public record MailConfig(
        String name, String host, int port, String security, String user, String password, Letter letter) {
    public static final List<String> SECURITIES = List.of("starttls", "tls", "none");

    /** Who writes to whom. */
    public record Letter(String from, List<String> to) {
        public Letter {
            to = List.copyOf(to);
            address(from);
            if (to.isEmpty()) {
                throw new IllegalArgumentException("to is empty, expected addresses");
            }
            to.forEach(Letter::address);
        }

        private static void address(String address) {
            if (!address.matches("[^\\s@<>,]+@[^\\s@<>,]+")) {
                throw new IllegalArgumentException("address '" + address + "', expected one like ops@example.com");
            }
        }
    }

    public MailConfig {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 1 to 65535");
        }
        if (!SECURITIES.contains(security)) {
            throw new IllegalArgumentException(
                    "security '" + security + "', expected one of " + String.join(", ", SECURITIES));
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailConfig[" + name + ", " + host + ":" + port + ", " + security + "]";
    }
}
