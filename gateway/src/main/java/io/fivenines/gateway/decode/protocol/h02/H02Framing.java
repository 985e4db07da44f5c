package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Frame;

/**
 * Texts from {@code *} to {@code #} and records from {@code $} or {@code X}, whose length nothing announces. What is
 * no text or record is dropped: line ends, and the cells that some put behind a record of 32 bytes.
 */
final class H02Framing {
    /** A text of a hundred positions kept back. */
    static final int LENGTH_MAX = 16_384;

    private static final int TEXT_HEAD = 4;

    /** Which of the three a byte sequence is. */
    private enum Answer {
        YES,
        NO,
        UNDECIDED
    }

    private H02Framing() {}

    static int cut(Frame ahead) {
        int n = switch (ahead.at(0)) {
            case '*' -> text(ahead);
            case BinaryRecord.STANDARD -> record(ahead);
            case BinaryRecord.MILEAGE -> mileage(ahead);
            default -> -1;
        };
        return n == -1 ? -garbage(ahead) : n;
    }

    /** Ends at the first {@code #}; where another text begins before it, the first has lost its end. */
    private static int text(Frame ahead) {
        Answer begins = textBegins(ahead, 0);
        if (begins != Answer.YES) {
            return begins == Answer.NO ? -1 : 0;
        }
        for (int i = TEXT_HEAD; i < ahead.length(); i++) {
            if (ahead.at(i) == '#') {
                return i + 1;
            }
            if (ahead.at(i) == '*' && textBegins(ahead, i) == Answer.YES) {
                return -i;
            }
        }
        return 0;
    }

    /** {@code *HQ,}: the maker's two characters differ. */
    private static Answer textBegins(Frame ahead, int at) {
        for (int i = 1; i < TEXT_HEAD; i++) {
            int c = ahead.at(at + i);
            if (c < 0) {
                return Answer.UNDECIDED;
            }
            if (i == 3 ? c != ',' : !Character.isLetterOrDigit(c)) {
                return Answer.NO;
            }
        }
        return Answer.YES;
    }

    private static int record(Frame ahead) {
        Answer shortIdent = recordBegins(ahead, 0, BinaryRecord.IDENT_SHORT);
        Answer longIdent = recordBegins(ahead, 0, BinaryRecord.IDENT_LONG);
        if (shortIdent == Answer.NO && longIdent == Answer.NO) {
            return -1;
        }
        if (shortIdent == Answer.UNDECIDED || shortIdent == Answer.NO && longIdent == Answer.UNDECIDED) {
            return 0;
        }
        if (shortIdent == Answer.NO) {
            return longer(ahead, BinaryRecord.LENGTH_LONG_IDENT, BinaryRecord.LENGTH_LONG_IDENT_MORE);
        }
        int flags = ahead.at(BinaryRecord.USER_ALARM_AT);
        if (flags < 0) {
            return 0;
        }
        // Flags are set by 0 there, and no tracker sets all of them: the newer records with cells have 0.
        return flags != 0 ? BinaryRecord.LENGTH : longer(ahead, BinaryRecord.LENGTH, BinaryRecord.LENGTH_CELL);
    }

    /** The greater length, unless something begins at the lesser. */
    private static int longer(Frame ahead, int lesser, int greater) {
        Answer next = switch (ahead.at(lesser)) {
            case -1 -> Answer.UNDECIDED;
            case '*' -> textBegins(ahead, lesser);
            case BinaryRecord.STANDARD -> recordBegins(ahead, lesser, BinaryRecord.IDENT_SHORT);
            default -> Answer.NO;
        };
        if (next == Answer.YES) {
            return lesser;
        }
        return next == Answer.NO && ahead.length() >= greater ? greater : 0;
    }

    private static int mileage(Frame ahead) {
        for (int i = 1; i < BinaryRecord.IDENT_SHORT + 1; i++) {
            if (ahead.at(i) >= 0 && !BinaryRecord.decimal(ahead.at(i), 99)) {
                return -1;
            }
        }
        Answer begins = recordBegins(ahead, 0, BinaryRecord.IDENT_SHORT);
        return switch (begins) {
            case NO -> -1;
            case UNDECIDED -> 0;
            case YES -> BinaryRecord.LENGTH;
        };
    }

    /** Time, date and coordinates tell: hours to 23, months to 12, degrees to 90 and 180, each digit decimal. */
    private static Answer recordBegins(Frame ahead, int at, int identOctets) {
        int i = at + 1 + identOctets;
        for (int part = 0; part < BinaryRecord.HEAD_MAXIMA.length; part++) {
            int octet = ahead.at(i + part);
            if (octet < 0) {
                return Answer.UNDECIDED;
            }
            if (!BinaryRecord.decimal(octet, BinaryRecord.HEAD_MAXIMA[part])) {
                return Answer.NO;
            }
        }
        return Answer.YES;
    }

    /** Bytes before the next that may begin something; at least one. */
    private static int garbage(Frame ahead) {
        for (int i = 1; i < ahead.length(); i++) {
            int octet = ahead.at(i);
            if (octet == '*' || octet == BinaryRecord.STANDARD || octet == BinaryRecord.MILEAGE) {
                return i;
            }
        }
        return ahead.length();
    }
}
