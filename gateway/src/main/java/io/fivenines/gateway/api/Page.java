package io.fivenines.gateway.api;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The first so many items, by key, after a given key; never holds more than a page of them. */
final class Page<T> {
    private final String after;
    private final int limit;
    /** One more than the page, which tells whether there is a next one. */
    private final TreeMap<String, T> items = new TreeMap<>();

    Page(String after, int limit) {
        this.after = after;
        this.limit = limit;
    }

    /** Makes the item if it belongs on the page; of two with one key the first stays. */
    void offer(String key, Supplier<T> item) {
        if (key.compareTo(after) <= 0
                || items.size() > limit && key.compareTo(items.lastKey()) > 0
                || items.containsKey(key)) {
            return;
        }
        items.put(key, item.get());
        if (items.size() > limit + 1) {
            items.pollLastEntry();
        }
    }

    List<T> items() {
        return items.values().stream().limit(limit).toList();
    }

    /** The key to ask for the next page with, null if this is the last. */
    String next() {
        return items.size() > limit ? items.lowerKey(items.lastKey()) : null;
    }
}
