package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Addresses of this machine alone, out of 127.0.0.0/8, for whoever may not touch interfaces: the gateway that owns one
 * listens there by itself, and stops when the plan takes it away. What is here is what the gateway's process listens
 * on; one that is frozen goes on holding its sockets, until the {@link Keeper} has it stopped.
 */
public final class LoopbackHands implements Hands {
    private final AddressSet addresses;
    private final Path processFile;
    private final int gatewayPort;
    private final ListeningSockets sockets;

    /**
     * @param processFile where the number of the gateway's process is written
     * @param gatewayPort at which gateways listen; 0 for any, and then nothing else may listen on these addresses
     */
    public LoopbackHands(AddressSet addresses, Path processFile, int gatewayPort) {
        this.addresses = addresses;
        this.processFile = processFile;
        this.gatewayPort = gatewayPort;
        this.sockets = new ListeningSockets(Path.of("/proc"));
        for (VirtualAddress address : addresses.all()) {
            if (!address.ip().isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "address " + address + " with the loopback director, expected one of 127.0.0.0/8");
            }
        }
    }

    /** The gateway's process, if it is there. */
    public Optional<ProcessHandle> gateway() throws IOException {
        if (!Files.exists(processFile)) {
            return Optional.empty();
        }
        String text = Files.readString(processFile).strip();
        if (!text.matches("\\d{1,10}")) {
            throw new IOException(processFile + " says '" + text + "', expected the number of a process");
        }
        return ProcessHandle.of(Long.parseLong(text));
    }

    @Override
    public Set<VirtualAddress> found() throws IOException {
        Optional<ProcessHandle> gateway = gateway();
        return gateway.isEmpty()
                ? Set.of()
                : addresses.among(ips(sockets.of(gateway.get().pid())));
    }

    private Set<InetAddress> ips(Collection<InetSocketAddress> listening) {
        return listening.stream()
                .filter(at -> gatewayPort == 0 || at.getPort() == gatewayPort)
                .map(InetSocketAddress::getAddress)
                .collect(Collectors.toSet());
    }

    /** The gateway does, by the same plan. */
    @Override
    public void take(List<VirtualAddress> taken) {}

    /** The gateway does, by the same plan. */
    @Override
    public void giveUp(List<VirtualAddress> given) {}

    @Override
    public Duration lifetime() {
        return Duration.ZERO;
    }

    @Override
    public void renew(Collection<VirtualAddress> kept) {}

    @Override
    public void announce(Collection<VirtualAddress> here) {}

    @Override
    public Optional<Boolean> answered(VirtualAddress address) throws IOException {
        Set<InetAddress> others = ips(sockets.all());
        others.removeAll(found().stream().map(VirtualAddress::ip).toList());
        return Optional.of(others.contains(address.ip()));
    }
}
