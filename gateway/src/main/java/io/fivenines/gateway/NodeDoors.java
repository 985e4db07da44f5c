package io.fivenines.gateway;

import io.fivenines.gateway.accept.Listener;
import io.fivenines.gateway.accept.OwnAddresses;
import io.fivenines.gateway.connection.CloseReason;
import io.fivenines.gateway.connection.Guests;
import io.fivenines.gateway.connection.Lanes;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.membership.Doors;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** All listeners and connections of a node. */
record NodeDoors(List<Listener> listeners, OwnAddresses own, Lanes lanes, Guests guests, Registry registry)
        implements Doors {
    @Override
    public void shut() {
        own.shut();
        listeners.forEach(Listener::close);
    }

    @Override
    public void open() throws IOException {
        for (Listener listener : listeners) {
            listener.open();
        }
        own.reopen();
    }

    @Override
    public void own(Set<String> addresses) {
        own.own(addresses);
    }

    /** What is written like no address is none of this node's connections'. */
    @Override
    public void elsewhere(Set<String> addresses) {
        registry.elsewhere(addresses.stream()
                .map(NetUtil::createInetAddressFromIpAddressString)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    @Override
    public int sendAway(int count) {
        return registry.sendAway(count);
    }

    @Override
    public void closeIdle(int count) {
        lanes.closeIdle(CloseReason.SHUTDOWN, count);
    }

    @Override
    public void end(int count) {
        lanes.end(CloseReason.SHUTDOWN, count);
    }

    @Override
    public int connections() {
        return guests.count();
    }
}
