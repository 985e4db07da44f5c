package io.fivenines.gateway.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What several nodes have in common, and the queue of each; others hear of a commit at once. */
final class SharedMemory {
    private final Map<String, Errand> durable = new LinkedHashMap<>();
    private final Map<String, Seat> writers = new HashMap<>();
    private final Map<String, Seat> claims = new HashMap<>();
    private final List<Seat> seats = new ArrayList<>();
    private boolean away;

    /** Whether it can be reached. */
    void away(boolean now) {
        away = now;
        if (!now) {
            List.copyOf(seats).forEach(seat -> seat.follower.up());
        }
    }

    Seat sit() {
        return new Seat();
    }

    /** One node's. */
    final class Seat implements CommandQueue {
        private final Map<String, Errand> known = new HashMap<>();
        private final Map<String, Errand> staged = new LinkedHashMap<>();
        private Follower follower;

        /** The node is gone, and with it its claims; the others are told. */
        void die() {
            seats.remove(this);
            staged.clear();
            for (String id : List.copyOf(claims.keySet())) {
                if (claims.get(id) == this && claims.remove(id, this)) {
                    seats.forEach(seat -> seat.follower.changed(durable.get(id)));
                }
            }
        }

        private void hear(Errand errand) {
            known.put(errand.id(), errand);
            staged.remove(errand.id());
            follower.changed(errand);
        }

        @Override
        public void follow(Consumer<Runnable> thread, Follower told) {
            follower = told;
            seats.add(this);
            durable.values().forEach(this::hear);
        }

        @Override
        public Collection<Errand> kept() {
            return List.of();
        }

        @Override
        public void stage(Errand errand) {
            staged.put(errand.id(), errand);
        }

        @Override
        public void drop(String id) {
            staged.remove(id);
            known.remove(id);
            durable.remove(id);
        }

        @Override
        public void commit() {
            for (Errand errand : List.copyOf(staged.values())) {
                staged.remove(errand.id());
                if (Objects.equals(durable.get(errand.id()), known.get(errand.id()))) {
                    write(errand);
                }
            }
        }

        private void write(Errand errand) {
            durable.put(errand.id(), errand);
            writers.put(errand.id(), this);
            known.put(errand.id(), errand);
            if (errand.state() == State.SENDING) {
                claims.put(errand.id(), this);
            } else {
                claims.remove(errand.id());
            }
            seats.stream().filter(seat -> seat != this).forEach(seat -> seat.hear(errand));
            follower.recorded(errand);
        }

        @Override
        public String trouble() {
            return away ? "it is away" : "";
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public boolean isRecorded(Errand errand) {
            return writers.get(errand.id()) == this && errand.equals(known.get(errand.id()));
        }

        @Override
        public boolean holds(Errand sending) {
            return isOwn(sending.id());
        }

        @Override
        public boolean isOwn(String id) {
            return claims.get(id) == this;
        }

        @Override
        public boolean isClaimed(String id) {
            return claims.containsKey(id);
        }

        @Override
        public void close() {}
    }
}
