package io.fivenines.gateway;

import io.fivenines.gateway.accept.Listener;
import io.fivenines.gateway.connection.CloseReason;
import io.fivenines.gateway.connection.Guests;
import io.fivenines.gateway.connection.Lanes;
import io.fivenines.gateway.membership.Doors;
import java.io.IOException;
import java.util.List;

/** All listeners and connections of a node. */
record NodeDoors(List<Listener> listeners, Lanes lanes, Guests guests) implements Doors {
    @Override
    public void shut() {
        listeners.forEach(Listener::close);
    }

    @Override
    public void open() throws IOException {
        for (Listener listener : listeners) {
            listener.open();
        }
    }

    @Override
    public void closeIdle(int count) {
        lanes.closeIdle(CloseReason.SHUTDOWN, count);
    }

    @Override
    public int connections() {
        return guests.count();
    }
}
