package io.fivenines.gateway.api;

import io.fivenines.gateway.journal.Cursor;

/** Makes the JSON of journal entries, one after the other. */
final class MessageText {
    private final io.fivenines.gateway.telemetry.MessageText text = new io.fivenines.gateway.telemetry.MessageText();

    /** The entry the cursor stands at; holds until the next call. */
    CharSequence of(Cursor at) {
        return text.read(at.position(), at.storedAtMs(), at.timeMs(), at.key(), at.payload())
                .json();
    }
}
