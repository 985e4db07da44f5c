package io.fivenines.gateway.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Blocks that are not kept. */
final class MemoryBlocks implements Blocks {
    private final Map<String, Blocked> all = new TreeMap<>();
    boolean broken;

    @Override
    public List<Blocked> all() {
        return List.copyOf(all.values());
    }

    @Override
    public Blocked add(Blocked wanted) throws IOException {
        if (broken) {
            throw new IOException("No space left on device");
        }
        if (wanted.ident().isEmpty() == wanted.address().isEmpty()) {
            throw new IllegalArgumentException("both or neither, expected one of them");
        }
        Blocked made = new Blocked(
                "b" + (all.size() + 1),
                wanted.ident(),
                wanted.address(),
                wanted.who(),
                wanted.reason(),
                wanted.untilMs());
        all.put(made.id(), made);
        return made;
    }

    @Override
    public boolean remove(String id) {
        return all.remove(id) != null;
    }
}
