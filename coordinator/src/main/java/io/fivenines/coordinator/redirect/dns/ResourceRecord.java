package io.fivenines.coordinator.redirect.dns;

/** One line of an answer. */
record ResourceRecord(DomainName owner, int ttlSeconds, RecordData data) {}
