package io.fivenines.gateway.accept;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners at addresses that other nodes of this machine may get: opened when they are given to this one, closed when
 * they are taken away. While the former owner still listens there, nothing can be opened; whoever tells what is owned
 * tells it again and again.
 */
public final class OwnAddresses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnAddresses.class);

    private final Set<String> all;
    private final Opener opener;
    private final Map<String, List<Listener>> open = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private boolean shut;

    /** @param all those it may ever listen on */
    public OwnAddresses(Collection<String> all, Opener opener) {
        this.all = Set.copyOf(all);
        this.opener = opener;
    }

    /** Opens the listeners of one address. */
    @FunctionalInterface
    public interface Opener {
        /**
         * All of them, or none.
         *
         * @throws IOException if a port is taken
         */
        List<Listener> open(String address) throws IOException;
    }

    /** These are this node's now, and no others; connections at one that is taken away stay. */
    public synchronized void own(Set<String> owned) {
        for (String address : all) {
            if (shut || !owned.contains(address)) {
                leave(address);
            } else if (!open.containsKey(address)) {
                enter(address);
            }
        }
    }

    private void enter(String address) {
        try {
            open.put(address, opener.open(address));
            waiting.remove(address);
            LOG.atInfo().addKeyValue("address", address).log("Listens at an address of its own");
        } catch (IOException e) {
            if (waiting.add(address)) {
                LOG.atInfo().addKeyValue("address", address).log("Waits for an address: {}", e.getMessage());
            }
        }
    }

    private void leave(String address) {
        waiting.remove(address);
        List<Listener> listeners = open.remove(address);
        if (listeners != null) {
            listeners.forEach(Listener::close);
            LOG.atInfo().addKeyValue("address", address).log("Listens there no more");
        }
    }

    /** Lets nobody new in at any of them. */
    public synchronized void shut() {
        shut = true;
        own(Set.of());
    }

    /** Lets newcomers in again where it is told to. */
    public synchronized void reopen() {
        shut = false;
    }

    @Override
    public void close() {
        shut();
    }
}
