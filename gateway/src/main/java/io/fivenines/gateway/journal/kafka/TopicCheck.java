package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.JournalStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a topic keeps what an acknowledgement promises.
 *
 * @param replicas the fewest of any of its partitions
 * @param settings its configuration, defaults included
 */
record TopicCheck(String topic, int partitions, int replicas, Map<String, String> settings) {
    private static final int MESSAGE_BYTES_MIN = 1 << 20;

    /** What is in the way of working at all. */
    List<String> defects() {
        List<String> defects = new ArrayList<>();
        expect(
                defects,
                partitions <= Topic.PARTITIONS_MAX,
                "partitions",
                partitions,
                "at most " + Topic.PARTITIONS_MAX);
        String policy = settings.getOrDefault("cleanup.policy", "delete");
        expect(defects, policy.equals("delete"), "cleanup.policy", policy, "delete: compaction removes records");
        long bytes = number("max.message.bytes", MESSAGE_BYTES_MIN);
        expect(defects, bytes >= MESSAGE_BYTES_MIN, "max.message.bytes", bytes, MESSAGE_BYTES_MIN + " or more");
        return defects;
    }

    /** Where it promises less than was asked for. */
    List<String> weaknesses(int brokers) {
        List<String> weaknesses = new ArrayList<>();
        expect(weaknesses, replicas >= brokers, "replication.factor", replicas, brokers + " or more");
        long insync = insync();
        expect(weaknesses, insync >= brokers, "min.insync.replicas", insync, brokers + " or more");
        String unclean = settings.getOrDefault("unclean.leader.election.enable", "false");
        expect(weaknesses, unclean.equals("false"), "unclean.leader.election.enable", unclean, "false");
        return weaknesses;
    }

    private void expect(List<String> found, boolean holds, String setting, Object value, String expected) {
        if (!holds) {
            found.add("topic " + topic + " has " + setting + " " + value + ", expected " + expected);
        }
    }

    /** How many of its brokers must have a record before Kafka acknowledges it. */
    long insync() {
        return number("min.insync.replicas", 1);
    }

    /** What an acknowledgement stands for, as it is. */
    JournalStatus.Promise promise(int brokers) {
        List<String> weaknesses = weaknesses(brokers);
        long held = Math.min(insync(), replicas);
        boolean synced = number("flush.messages", Long.MAX_VALUE) == 1;
        String words = "in the memory or on the disk of " + held + (held == 1 ? " broker" : " brokers") + " of Kafka";
        return new JournalStatus.Promise(
                (synced ? "on the disks of " + held + " of Kafka's brokers" : words)
                        + (weaknesses.isEmpty() ? "" : "; weaker than asked for: " + String.join("; ", weaknesses)),
                !weaknesses.isEmpty());
    }

    /** How far reading back reaches. */
    String retention() {
        long ms = number("retention.ms", -1);
        long bytes = number("retention.bytes", -1);
        return "retention.ms " + (ms < 0 ? "without limit" : ms) + ", retention.bytes "
                + (bytes < 0 ? "without limit" : bytes + " a partition");
    }

    private long number(String setting, long otherwise) {
        String text = settings.get(setting);
        return text == null ? otherwise : Long.parseLong(text);
    }
}
