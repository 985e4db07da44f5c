package io.fivenines.coordinator.redirect.dns;

import java.util.List;

/** What a catalog says to a question. */
record Answer(
        ResponseCode code,
        boolean authoritative,
        List<ResourceRecord> answers,
        List<ResourceRecord> authority,
        List<ResourceRecord> additional) {
    /** Nothing but the code. */
    static Answer of(ResponseCode code) {
        return new Answer(code, false, List.of(), List.of(), List.of());
    }

    static Answer found(List<ResourceRecord> answers, List<ResourceRecord> additional) {
        return new Answer(ResponseCode.NOERROR, true, answers, List.of(), additional);
    }

    /** @param head the zone's, which says for how long that may be remembered */
    static Answer absent(ResponseCode code, ResourceRecord head) {
        return new Answer(code, true, List.of(), List.of(head), List.of());
    }
}
