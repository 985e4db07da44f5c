package io.fivenines.gateway.journal.local;

/** Adds up the span of a segment while it is scanned. */
final class Tally {
    private Span span;

    Tally(Span start) {
        span = start;
    }

    void add(SegmentReader entry, SegmentScan scan) {
        long indexedMs = entry.indexedMs();
        span = new Span(
                span.first(),
                scan.expected(),
                scan.offset(),
                Math.min(span.minMs(), indexedMs),
                Math.max(span.maxMs(), indexedMs),
                entry.storedAtMs());
    }

    Span span() {
        return span;
    }

    /** With what the scan passed to behind the last entry. */
    Span upTo(SegmentScan scan) {
        return new Span(span.first(), scan.expected(), scan.offset(), span.minMs(), span.maxMs(), span.storedAtMs());
    }
}
