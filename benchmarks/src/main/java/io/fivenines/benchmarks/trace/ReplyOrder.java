package io.fivenines.benchmarks.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether no reply to a packet began to leave before the sync that covers its records had returned. */
public final class ReplyOrder {
    private static final int REPLY_LENGTH = 4;

    private final Predicate<String> isConnection;
    private final String journal;

    /** Of the gateway that listens on the port and keeps its journal in the folder. */
    public ReplyOrder(int port, String journal) {
        // A socket that listens for both kinds of addresses has all its connections in the longer form.
        this.isConnection = Pattern.compile("TCP(v6)?:\\[\\S*:" + port + "->.*").asMatchPredicate();
        this.journal = journal + "/";
    }

    /**
     * What a trace shows.
     *
     * @param replies to packets
     * @param records those packets held
     * @param syncs of journal files that succeeded
     * @param early replies that left before their records were durable
     * @param unwritten records answered for and not seen in any write to the journal
     * @param unasked replies to no packet that was seen
     */
    public record Findings(
            int connections, int replies, int records, int syncs, int early, int unwritten, int unasked) {
        /** A trace that shows no replies proves nothing. */
        public boolean hold() {
            return replies > 0 && early == 0 && unwritten == 0 && unasked == 0;
        }
    }

    /** What the trace of a file shows. */
    public Findings check(Path trace) throws IOException {
        return check(read(trace));
    }

    /**
     * The same trace with one lie in it: the syncs before the first reply are said to have returned only after that
     * reply began to leave. A check that finds nothing wrong with that is worth nothing.
     */
    public Findings checkDoctored(Path trace) throws IOException {
        return check(doctored(read(trace)));
    }

    private static List<SystemCall> read(Path trace) throws IOException {
        try (Stream<String> lines = Files.lines(trace)) {
            return Strace.calls(lines.toList());
        }
    }

    List<SystemCall> doctored(List<SystemCall> calls) {
        int reply = calls.stream()
                .filter(call -> isConnection.test(call.file()) && call.isWrite() && call.result() >= REPLY_LENGTH)
                .mapToInt(SystemCall::entered)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("no reply in the trace, expected one to doctor"));
        return calls.stream()
                .map(call -> call.isSync() && call.returned() < reply ? call.returningAt(reply + 1) : call)
                .toList();
    }

    Findings check(List<SystemCall> calls) {
        Map<String, Conversation> conversations = new LinkedHashMap<>();
        List<SystemCall> journalCalls = new ArrayList<>();
        for (SystemCall call : calls) {
            if (call.file().startsWith(journal)) {
                journalCalls.add(call);
            } else if (isConnection.test(call.file()) && !call.failed()) {
                hear(conversations.computeIfAbsent(call.file(), file -> new Conversation()), call);
            }
        }
        Map<Conversation, List<Conversation.Packet>> packets = new LinkedHashMap<>();
        Set<Long> times = new HashSet<>();
        Set<String> idents = new HashSet<>();
        for (Conversation conversation : conversations.values()) {
            packets.put(conversation, conversation.packets());
            for (Conversation.Packet packet : packets.get(conversation)) {
                idents.add(packet.ident());
                times.addAll(packet.times());
            }
        }
        return judge(packets, new Durability(journalCalls, times, idents));
    }

    private static void hear(Conversation conversation, SystemCall call) {
        if (call.isRead()) {
            conversation.onReceived(call.moved());
        } else if (call.isWrite()) {
            conversation.onSent(call);
        }
    }

    private static Findings judge(Map<Conversation, List<Conversation.Packet>> packets, Durability durability) {
        int replies = 0;
        int records = 0;
        int early = 0;
        int unwritten = 0;
        int unasked = 0;
        for (Map.Entry<Conversation, List<Conversation.Packet>> entry : packets.entrySet()) {
            for (Conversation.Reply reply : entry.getKey().replies()) {
                replies++;
                if (reply.packet() >= entry.getValue().size()) {
                    unasked++;
                    continue;
                }
                List<Durability.Mark> marks = marks(entry.getValue().get(reply.packet()));
                records += marks.size();
                unwritten += (int) marks.stream()
                        .filter(mark -> !durability.isWritten(mark))
                        .count();
                early += marks.stream().anyMatch(mark -> durability.durableAt(mark) > reply.entered()) ? 1 : 0;
            }
        }
        return new Findings(packets.size(), replies, records, durability.syncs(), early, unwritten, unasked);
    }

    private static List<Durability.Mark> marks(Conversation.Packet packet) {
        return packet.times().stream()
                .map(time -> new Durability.Mark(packet.ident(), time))
                .toList();
    }
}
