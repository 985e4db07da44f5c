package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a tracker can be told in its protocol, and how it confirms that. Bytes as they are ({@link CommandType#RAW}) can
 * always be sent and may or may not be answered; the codec never sees them.
 *
 * @param answered each is answered: see {@link Sink#answer}
 * @param unanswered these are done once they are sent
 * @param numbered answers carry the order's number, so that several commands may be under way at once; else an answer
 *     is to the oldest one, and the next is withheld until it came
 */
public record Downlink(Set<CommandType> answered, Set<CommandType> unanswered, boolean numbered) {
    /** Nothing but raw bytes. */
    public static final Downlink NONE = new Downlink(Set.of(), Set.of(), false);

    public Downlink {
        answered = inOrder(answered);
        unanswered = inOrder(unanswered);
        for (CommandType type : unanswered) {
            if (answered.contains(type)) {
                throw new IllegalArgumentException(type.label() + " both answered and not, expected one of them");
            }
        }
        if (answered.contains(CommandType.RAW) || unanswered.contains(CommandType.RAW)) {
            throw new IllegalArgumentException("raw declared, expected not: it is always there");
        }
    }

    /** A copy that is walked the same way in every process, which a page that is compared needs. */
    private static Set<CommandType> inOrder(Set<CommandType> types) {
        Set<CommandType> ordered = EnumSet.noneOf(CommandType.class);
        ordered.addAll(types);
        return Collections.unmodifiableSet(ordered);
    }

    /** Each of these is answered, one after the other. */
    public static Downlink answered(CommandType... types) {
        return new Downlink(Set.of(types), Set.of(), false);
    }

    /** Each of these is answered with the number of the order. */
    public static Downlink numbered(CommandType... types) {
        return new Downlink(Set.of(types), Set.of(), true);
    }

    /** These as well, which trackers carry out without a word. */
    public Downlink unanswered(CommandType... types) {
        return new Downlink(answered, Set.of(types), numbered);
    }

    public boolean supports(Command command) {
        return types().contains(command.type());
    }

    /** All that can be said. */
    public Set<CommandType> types() {
        Set<CommandType> types = EnumSet.of(CommandType.RAW);
        types.addAll(answered);
        types.addAll(unanswered);
        return types;
    }

    /** The same in words. */
    public String words() {
        return types().stream().map(CommandType::label).collect(Collectors.joining(", "));
    }
}
