package io.fivenines.gateway.stream;

import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.telemetry.MessageReader;
import io.fivenines.gateway.telemetry.MessageText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Makes a message of a journal entry, or leaves it out. */
final class Filter {
    private final Set<String> protocols;
    private final FilterConfig config;
    private final MessageText text = new MessageText();

    Filter(FilterConfig config) {
        this.config = config;
        protocols = Set.copyOf(config.protocols());
    }

    /** The entry the feed stands at; null if the stream does not want it. */
    Message take(Feed at) {
        text.read(position(at.position()), at.storedAtMs(), at.timeMs(), at.key(), at.payload());
        String ident = text.ident();
        if (config.probes() == FilterConfig.Probes.LEAVE_OUT && matches(FilterConfig.PROBE_IDENTS, ident)) {
            return null;
        }
        if (!config.idents().isEmpty() && !matches(config.idents(), ident)) {
            return null;
        }
        if (!protocols.isEmpty() && !protocols.contains(text.protocol())) {
            return null;
        }
        if (!config.require().isEmpty() && !text.hasAll(config.require())) {
            return null;
        }
        CharSequence json = config.keep().isEmpty() ? text.json() : text.json(name -> matches(config.keep(), name));
        return new Message(
                ident, text.protocol(), text.messageId(), json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** In a journal of several parts a place is more than a number: a message then says nothing of it. */
    private static long position(String place) {
        try {
            return Long.parseUnsignedLong(place);
        } catch (NumberFormatException e) {
            return MessageReader.NOWHERE;
        }
    }

    private static boolean matches(List<Glob> patterns, String name) {
        for (Glob pattern : patterns) {
            if (pattern.test(name)) {
                return true;
            }
        }
        return false;
    }
}
