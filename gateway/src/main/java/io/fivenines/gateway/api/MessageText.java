package io.fivenines.gateway.api;

import io.fivenines.gateway.journal.Cursor;

/** Makes the JSON of journal entries, one after the other. */
final class MessageText {
    private final io.fivenines.gateway.telemetry.MessageText text = new io.fivenines.gateway.telemetry.MessageText();

    private final StringBuilder extended = new StringBuilder();

    /** The entry the cursor stands at, and how far it is copied; holds until the next call. */
    CharSequence of(Cursor at) {
        CharSequence json = text.read(at.position(), at.storedAtMs(), at.timeMs(), at.key(), at.payload())
                .json();
        Boolean copied = at.isCopied();
        if (copied == null) {
            return json;
        }
        extended.setLength(0);
        return extended.append(json, 0, json.length() - 1)
                .append(",\"message.copied\":")
                .append(copied.booleanValue())
                .append('}');
    }
}
