package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses on a network interface of Linux, by the system's own programs:
 *
 * <pre>
 * ip -batch                   adds and removes; the kernel removes by itself what nobody renews
 * arping -U, arping -A        tells IPv4's neighbours, in both ways there are, since not all listen to either
 * sysctl ndisc_notify         the kernel tells IPv6's neighbours when an address is added; with accept_dad=0 it does
 *                             so at once rather than after the second of its own duplicate detection
 * arping -D, ndisc6           asks whether another host answers
 * ip route add local          goes on taking what comes for an address that has been handed over; with arp_ignore=1 and
 *                             arp_announce=2 no neighbour is told that it is here, nor asked anything in its name
 * ss -K                       resets connections
 * </pre>
 */
public final class InterfaceHands implements Hands {
    private static final Logger LOG = LoggerFactory.getLogger(InterfaceHands.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Path NET = Path.of("/proc/sys/net");
    /** Marks the routes of ours among the kernel's own. */
    private static final String PROTOCOL = "159";

    private final InterfaceConfig config;
    private final AddressSet addresses;
    private final IpPipe ip = new IpPipe();
    private final ReadyShell shell = new ReadyShell();
    private final Unread unread = new Unread(LIMIT);
    /** Starting a shell takes time that a lease may not have. */
    private final ExecutorService announcer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "announcer");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Checks that all is there that will be needed.
     *
     * @throws IOException if a program, the interface or a right is missing, saying what would help
     */
    public InterfaceHands(InterfaceConfig config, AddressSet addresses) throws IOException {
        this.config = config;
        this.addresses = addresses;
        boolean ipv4 = addresses.all().stream().anyMatch(address -> !address.isIpv6());
        boolean ipv6 = addresses.all().stream().anyMatch(VirtualAddress::isIpv6);
        need("ip", "-V", "iproute2", "iproute2");
        found();
        if (ipv4) {
            need("arping", "-V", "iputils", "iputils-arping");
        }
        if (ipv6) {
            need("ndisc6", "-V", "ndisc6", "ndisc6");
            set("ipv6", "accept_dad", "0");
            set("ipv6", "ndisc_notify", "1");
        }
        if (!config.linger().isZero()) {
            need("ss", "-V", "iproute2", "iproute2");
            if (ipv4) {
                atLeast("arp_ignore", 1);
                atLeast("arp_announce", 2);
            }
        }
        forgetWhatLingered();
    }

    /** Of an interface's value and that for all interfaces the kernel takes the larger one. */
    private void atLeast(String name, int value) throws IOException {
        for (String where : List.of("all", config.name())) {
            if (Integer.parseInt(Files.readString(file("ipv4", where, name)).strip()) >= value) {
                return;
            }
        }
        set("ipv4", name, Integer.toString(value));
    }

    /** Of an agent that was here before and was killed. */
    private static void forgetWhatLingered() throws IOException {
        for (String family : List.of("-4", "-6")) {
            Tool.run(List.of("ip", family, "route", "flush", "table", "local", "proto", PROTOCOL), LIMIT);
        }
    }

    private static void need(String program, String option, String mark, String debianPackage) throws IOException {
        String said;
        try {
            said = Tool.run(List.of(program, option), LIMIT).said();
        } catch (IOException e) {
            throw new IOException("cannot run " + program + ", expected it from the package " + debianPackage, e);
        }
        if (!said.contains(mark)) {
            throw new IOException(program + " says '" + said.lines().findFirst().orElse("") + "', expected the one of"
                    + " the package " + debianPackage);
        }
    }

    private static Path file(String family, String where, String name) {
        return NET.resolve(Path.of(family, "conf", where, name));
    }

    private void set(String family, String name, String value) throws IOException {
        Path file = file(family, config.name(), name);
        try {
            if (!Files.readString(file).strip().equals(value)) {
                Files.writeString(file, value);
            }
        } catch (IOException e) {
            throw new IOException("cannot set " + file + " to " + value + ", expected the right to (CAP_NET_ADMIN)", e);
        }
    }

    @Override
    public Set<VirtualAddress> found() throws IOException {
        NetworkInterface here = NetworkInterface.getByName(config.name());
        if (here == null) {
            throw new IOException("there is no network interface " + config.name() + ", expected one of "
                    + NetworkInterface.networkInterfaces()
                            .map(NetworkInterface::getName)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        Set<InetAddress> there = here.inetAddresses().collect(Collectors.toSet());
        return addresses.among(there);
    }

    @Override
    public void take(List<VirtualAddress> taken) throws IOException {
        batch(taken, "addr replace %s dev %s" + limits());
        announce(taken);
    }

    @Override
    public void giveUp(List<VirtualAddress> given) throws IOException {
        batch(given, "addr del %s dev %s");
    }

    @Override
    public void handOver(List<VirtualAddress> given) throws IOException {
        run(
                given,
                address ->
                        List.of("addr del " + address.withPrefix() + " dev " + config.name(), route("add", address)));
    }

    @Override
    public void forget(Collection<VirtualAddress> given) throws IOException {
        run(given, address -> List.of(route("del", address)));
    }

    private static String route(String verb, VirtualAddress address) {
        return "route " + verb + " local " + address.text() + " dev lo table local proto " + PROTOCOL;
    }

    @Override
    public void hangUp(Collection<VirtualAddress> given) throws IOException {
        unread.hangUp(given);
    }

    @Override
    public Duration linger() {
        return config.linger();
    }

    @Override
    public Duration lifetime() {
        return config.lifetime();
    }

    @Override
    public void renew(Collection<VirtualAddress> kept) throws IOException {
        batch(kept, "addr replace %s dev %s" + limits());
    }

    /** A preferred lifetime of 0: this host's own connections are not to come from an address that will move. */
    private String limits() {
        return config.lifetime().isZero()
                ? " valid_lft forever preferred_lft 0"
                : " valid_lft " + config.lifetime().toSeconds() + " preferred_lft 0";
    }

    private void batch(Collection<VirtualAddress> changed, String line) throws IOException {
        run(changed, address -> List.of(String.format(line, address.withPrefix(), config.name())));
    }

    private void run(Collection<VirtualAddress> changed, Function<VirtualAddress, List<String>> lines)
            throws IOException {
        if (!changed.isEmpty()) {
            ip.run(changed.stream()
                    .flatMap(address -> lines.apply(address).stream())
                    .toList());
        }
    }

    @Override
    public void announce(Collection<VirtualAddress> here) {
        List<VirtualAddress> ipv4 =
                here.stream().filter(address -> !address.isIpv6()).toList();
        if (!ipv4.isEmpty()) {
            List<List<String>> announcements = Stream.of("-U", "-A")
                    .flatMap(kind -> ipv4.stream().map(address -> announcement(kind, address)))
                    .toList();
            announcer.execute(() -> start(announcements));
        }
    }

    /** Once, and all at once: a program stays for a second, and what is sent then may be wrong already. */
    private List<String> announcement(String kind, VirtualAddress address) {
        return List.of("arping", "-q", kind, "-c", "1", "-I", config.name(), address.text());
    }

    private void start(List<List<String>> commands) {
        try {
            shell.start(commands);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("commands", commands).log("The neighbours were not told: {}", e.getMessage());
        }
    }

    @Override
    public Optional<Boolean> answered(VirtualAddress address) throws IOException {
        if (address.isIpv6()) {
            int code = ask("ndisc6", "-1", "-q", "-r", "1", "-w", "1000", address.text(), config.name());
            return code == 0 ? Optional.of(true) : code == 2 ? Optional.of(false) : Optional.empty();
        }
        int code = ask("arping", "-q", "-D", "-c", "1", "-w", "1", "-I", config.name(), address.text());
        return code == 1 ? Optional.of(true) : code == 0 ? Optional.of(false) : Optional.empty();
    }

    private static int ask(String... command) throws IOException {
        return Tool.run(List.of(command), LIMIT).code();
    }
}
