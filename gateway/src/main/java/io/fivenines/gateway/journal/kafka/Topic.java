package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The topic as it was when this node first saw it, and how positions lie in it.
 *
 * <pre>
 *  63        45                                             0
 * +---+--------+---------------------------------------------+
 * | 0 | partition | offset                                   |
 * +---+--------+---------------------------------------------+
 * </pre>
 *
 * <p>So a position stays what it is when partitions are added, and up to 256 partitions it is a number that JSON
 * readers without 64-bit integers keep exactly.
 */
record Topic(String name, int partitions) {
    static final int PARTITIONS_MAX = 256;

    private static final int OFFSET_BITS = 45;
    private static final long OFFSET = (1L << OFFSET_BITS) - 1;

    /** The same as every Kafka client's own choice for that key. */
    int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    static long position(int partition, long offset) {
        if (offset > OFFSET) {
            throw new IllegalStateException("Offset " + offset + "; expected at most " + OFFSET);
        }
        return (long) partition << OFFSET_BITS | offset;
    }

    static int partition(long position) {
        return (int) (position >>> OFFSET_BITS);
    }

    static long offset(long position) {
        return position & OFFSET;
    }

    TopicPartition partition(int partition) {
        return new TopicPartition(name, partition);
    }

    List<TopicPartition> all() {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(partition(partition));
        }
        return all;
    }

    Map<TopicPartition, Long> offsets(Place place) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        all().forEach(partition -> offsets.put(partition, place.at(partition.partition())));
        return offsets;
    }

    Place place(Map<TopicPartition, Long> offsets) {
        return Place.of(all().stream().mapToLong(offsets::get).toArray());
    }
}
