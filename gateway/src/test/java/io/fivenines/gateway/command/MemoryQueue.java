package io.fivenines.gateway.command;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A queue whose disk is the test: what is committed survives {@link #restart}, what is staged does not. It may be away.
 */
public final class MemoryQueue implements CommandQueue {
    private final Map<String, Errand> durable = new LinkedHashMap<>();
    private final Map<String, Errand> staged = new LinkedHashMap<>();
    private Consumer<Runnable> thread = Runnable::run;
    private Follower follower;
    private volatile boolean away;
    private boolean full;

    /** The process is gone. */
    void restart() {
        staged.clear();
    }

    void full(boolean now) {
        full = now;
    }

    /** Whether nothing can be recorded for now; whoever follows is told when it can. */
    public void away(boolean now) {
        away = now;
        if (!now) {
            thread.accept(follower::up);
        }
    }

    @Override
    public String trouble() {
        return away ? "it is away" : "";
    }

    @Override
    public void follow(Consumer<Runnable> onThread, Follower told) {
        thread = onThread;
        follower = told;
    }

    /** The durable one, or null. */
    Errand durable(String id) {
        return durable.get(id);
    }

    @Override
    public Collection<Errand> kept() {
        return List.copyOf(durable.values());
    }

    @Override
    public void stage(Errand errand) {
        staged.put(errand.id(), errand);
    }

    @Override
    public void drop(String id) {
        staged.remove(id);
        durable.remove(id);
    }

    @Override
    public void commit() throws IOException {
        if (full && !staged.isEmpty()) {
            throw new IOException("No space left on device");
        }
        durable.putAll(staged);
        staged.clear();
    }

    @Override
    public void close() {}
}
