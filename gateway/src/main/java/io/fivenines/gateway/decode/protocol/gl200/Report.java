package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/** The text report at hand: its fields, and what earlier fields say about later ones. */
final class Report {
    private static final int TEXT_MAX = 1024;
    private static final Param UNKNOWN = Param.named("gl200.io.#");
    private static final Param ID = Param.named("gl200.report.id");
    private static final Param TYPE = Param.named("gl200.report.type");

    private Fields fields;
    private int device;
    private int type;
    private long mask;
    private int kind;
    private int member;
    private int longest;

    /**
     * Starts a report.
     *
     * @param device the device type: what stands before the four digits of the protocol's version, -1 if that is odd
     */
    void begin(Fields fields, int device) {
        this.fields = fields;
        this.device = device;
        type = -1;
        mask = 0;
        kind = -1;
        member = 0;
        longest = -1;
    }

    Fields fields() {
        return fields;
    }

    int device() {
        return device;
    }

    /** The report's type, -1 as long as none was read. */
    int type() {
        return type;
    }

    /** The mask that says what an extended report brings, 0 if none was read. */
    long mask() {
        return mask;
    }

    void mask(long mask) {
        this.mask = mask;
    }

    /** What the list at hand says other fields of its member depend on. */
    int kind() {
        return kind;
    }

    void kind(int kind) {
        this.kind = kind;
    }

    /** The number of the list's member at hand, 0 before any list. */
    int member() {
        return member;
    }

    void member(int member) {
        this.member = member;
    }

    void id(int id, Sink out) {
        out.put(ID, (long) id);
    }

    void type(int type, Sink out) {
        this.type = type;
        out.put(TYPE, (long) type);
    }

    /** Index of the tracker's clock: the last field but one. */
    int end() {
        return fields.count() - 2;
    }

    /** The moment in a field, {@link Sink#NO_TIME} if there is none. */
    long timeMs(int i) {
        return fields.isDigits(i, 14) ? Utc.yyyymmddhhmmss(fields.integer(i)) : Sink.NO_TIME;
    }

    /** Keeps a field whose meaning is not known, by its number. */
    void keep(int i, Sink out) {
        if (fields.has(i)) {
            out.put(UNKNOWN, i, fields.text(i, 0, TEXT_MAX));
            longest = fields.length(i) > TEXT_MAX ? i : longest;
        }
    }

    void keep(int from, int to, Sink out) {
        for (int i = from; i < to; i++) {
            keep(i, out);
        }
    }

    /** How many more messages the rest of a field longer than a text may be needs. */
    int pieces() {
        return longest < 0 ? 0 : (fields.length(longest) - 1) / TEXT_MAX;
    }

    void keepPiece(int piece, Sink out) {
        out.put(UNKNOWN, longest, fields.text(longest, piece * TEXT_MAX, TEXT_MAX));
    }
}
