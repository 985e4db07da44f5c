package io.fivenines.coordinator.cluster;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Unmodifiable copies whose order is that of their keys. Those of the JDK's {@code copyOf} have another order in every
 * process: each would write a record in its own, and a simulated history would not come again.
 */
public final class Sorted {
    private Sorted() {}

    /** A copy of the map, which has no nulls. */
    public static <K extends Comparable<? super K>, V> SortedMap<K, V> copy(Map<K, V> map) {
        TreeMap<K, V> sorted = new TreeMap<>(map);
        sorted.forEach((key, value) -> {
            if (value == null) {
                throw new IllegalArgumentException(key + " has no value, expected one");
            }
        });
        return Collections.unmodifiableSortedMap(sorted);
    }

    /** A copy of the collection, each element once. */
    public static <E extends Comparable<? super E>> SortedSet<E> copy(Collection<E> elements) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(elements));
    }
}
