package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Protocol;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sends vectors cut at every byte in turn, and byte by byte: what comes of them must be what comes of the whole. */
final class Cuts {
    private Cuts() {}

    static void check(Protocol protocol, List<List<Vector>> sessions, InstantSource clock) {
        Rehearsal space = new Rehearsal(protocol, clock);
        for (List<Vector> session : sessions) {
            for (int i = 0; i < session.size(); i++) {
                byte[] bytes = session.get(i).bytes();
                List<String> whole = play(space.again(), session, i, bytes.length);
                // A long frame is cut at a prime stride: every byte of it is still cut at by the byte-wise play.
                for (int at = 1; at < bytes.length; at += bytes.length > 1500 ? 97 : 1) {
                    assertThat(play(space.again(), session, i, at))
                            .as(session.get(i) + " cut at byte " + at)
                            .isEqualTo(whole);
                }
                assertThat(play(space.again(), session, i, -1))
                        .as(session.get(i) + " byte by byte")
                        .isEqualTo(whole);
            }
        }
    }

    /** The last vector of the session up to {@code last} is cut at {@code at}, or everywhere for -1. */
    private static List<String> play(Rehearsal rehearsal, List<Vector> session, int last, int at) {
        for (Vector vector : session.subList(0, last)) {
            vector.bind(rehearsal);
            rehearsal.receive(vector.bytes());
        }
        Vector vector = session.get(last);
        vector.bind(rehearsal);
        byte[] bytes = vector.bytes();
        List<String> result = new ArrayList<>();
        StringBuilder replies = new StringBuilder();
        int step = at < 0 ? 1 : Math.max(1, at);
        for (int from = 0; from < bytes.length; ) {
            int to = at >= 0 && from > 0 ? bytes.length : Math.min(bytes.length, from + step);
            Rehearsal.Outcome outcome = rehearsal.receive(Arrays.copyOfRange(bytes, from, to));
            outcome.verdicts().forEach(verdict -> result.add(verdict.name()));
            result.addAll(outcome.messages());
            replies.append(outcome.replyHex());
            from = to;
        }
        result.add("reply " + replies);
        return result.stream().sorted().toList();
    }
}
