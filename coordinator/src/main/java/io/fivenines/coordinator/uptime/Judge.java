package io.fivenines.coordinator.uptime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * What several locations' sights of a subject come to. A moment is down if enough of those who see anything see it
 * down, up if it is not and somebody sees it up, and unknown if nobody sees anything.
 *
 * @param quorum how many locations must see a moment as down; of fewer that see anything, all
 */
public record Judge(int quorum) {
    public Judge {
        if (quorum < 1) {
            throw new IllegalArgumentException("quorum " + quorum + ", expected at least 1");
        }
    }

    /**
     * All that is said of a subject up to a moment.
     *
     * @param stretches from the first round to now, without holes
     * @param incidents times that count as down
     * @param notices times that too few saw as down
     */
    public record Judgement(List<Stretch> stretches, List<Incident> incidents, List<Incident> notices) {
        public Judgement {
            stretches = List.copyOf(stretches);
            incidents = List.copyOf(incidents);
            notices = List.copyOf(notices);
        }

        /** How much of a time was what; nothing before the first round and after now. */
        public Coverage coverage(long fromMs, long toMs) {
            Coverage coverage = Coverage.NONE;
            for (Stretch stretch : within(fromMs, toMs)) {
                coverage = coverage.plus(stretch);
            }
            return coverage;
        }

        /** The stretches of a time, cut to it. */
        public List<Stretch> within(long fromMs, long toMs) {
            return stretches.stream()
                    .filter(stretch -> stretch.toMs() > fromMs && stretch.fromMs() < toMs)
                    .map(stretch -> new Stretch(
                            stretch.state(), Math.max(fromMs, stretch.fromMs()), Math.min(toMs, stretch.toMs())))
                    .toList();
        }
    }

    /** Judges what the witnesses of one subject have seen. */
    public Judgement judge(Subject subject, Collection<Witness> witnesses, long nowMs) {
        List<List<Stretch>> views =
                witnesses.stream().map(witness -> witness.stretches(nowMs)).toList();
        TreeSet<Long> edges = new TreeSet<>();
        views.forEach(view -> view.forEach(stretch -> {
            edges.add(stretch.fromMs());
            edges.add(stretch.toMs());
        }));
        List<Stretch> counted = new ArrayList<>();
        List<Stretch> doubted = new ArrayList<>();
        int[] at = new int[views.size()];
        Long from = null;
        for (Long to : edges) {
            if (from != null) {
                Count count = Count.of(views, at, from);
                State state = count.state(quorum);
                Witness.append(counted, new Stretch(state, from, to));
                // Down stands here for what is worth a notice.
                boolean notice = count.down > 0 && state != State.DOWN;
                Witness.append(doubted, new Stretch(notice ? State.DOWN : State.UP, from, to));
            }
            from = to;
        }
        List<Sight> sights = witnesses.stream()
                .flatMap(witness -> witness.sights(nowMs).stream())
                .toList();
        List<State> now = witnesses.stream().map(witness -> witness.now(nowMs)).toList();
        boolean down = Count.of(now).state(quorum) == State.DOWN;
        boolean seen = !down && now.contains(State.DOWN);
        // What a clean round has ended this very moment lasts no more, although it reaches up to now.
        List<Incident> incidents = times(subject, counted, sights, down ? nowMs : Long.MAX_VALUE);
        List<Incident> notices = times(subject, doubted, sights, seen ? nowMs : Long.MAX_VALUE).stream()
                .filter(notice -> !isEdge(notice, incidents))
                .toList();
        return new Judgement(counted, incidents, notices);
    }

    /** How many locations see what at one moment. */
    private record Count(int up, int down) {
        /** @param at the stretch each view has come to */
        static Count of(List<List<Stretch>> views, int[] at, long momentMs) {
            int up = 0;
            int down = 0;
            for (int i = 0; i < at.length; i++) {
                List<Stretch> view = views.get(i);
                while (at[i] < view.size() && view.get(at[i]).toMs() <= momentMs) {
                    at[i]++;
                }
                if (at[i] < view.size() && view.get(at[i]).fromMs() <= momentMs) {
                    State state = view.get(at[i]).state();
                    up += state == State.UP ? 1 : 0;
                    down += state == State.DOWN ? 1 : 0;
                }
            }
            return new Count(up, down);
        }

        static Count of(List<State> states) {
            return new Count(Collections.frequency(states, State.UP), Collections.frequency(states, State.DOWN));
        }

        State state(int quorum) {
            if (down > 0 && down >= Math.min(quorum, up + down)) {
                return State.DOWN;
            }
            return up > 0 ? State.UP : State.UNKNOWN;
        }
    }

    /** @param openMs what reaches up to here lasts */
    private static List<Incident> times(Subject subject, List<Stretch> stretches, List<Sight> sights, long openMs) {
        return stretches.stream()
                .filter(stretch -> stretch.state() == State.DOWN)
                .map(stretch -> new Incident(
                        subject,
                        stretch.fromMs(),
                        stretch.toMs(),
                        stretch.toMs() >= openMs,
                        sights.stream()
                                .filter(sight -> sight.fromMs() < stretch.toMs() && sight.toMs() > stretch.fromMs())
                                .toList()))
                .toList();
    }

    /** What borders on an incident is its edge, seen a moment earlier or later by one location than by another. */
    private static boolean isEdge(Incident notice, List<Incident> incidents) {
        return incidents.stream()
                .anyMatch(incident -> incident.toMs() == notice.fromMs() || incident.fromMs() == notice.toMs());
    }
}
