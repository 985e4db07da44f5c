package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.telemetry.Param;

/** The forms a field can have, under the letter or word by which {@code gl200.tsv} calls them. */
enum Form {
    REAL("n"),
    WHOLE("i"),
    /** A number with a decimal point, such as a mileage. */
    POINT("k"),
    PERCENT("p"),
    HEX("x"),
    /** A temperature in sixteenths, four hexadecimal digits, negative ones as two's complement. */
    CELSIUS("c"),
    TEXT("t"),
    /** True where the number is not 0. */
    FLAG("f"),
    ZERO("zero"),
    TWO("two"),
    /** Hours, minutes and seconds parted by colons. */
    HOURS("h"),
    /** yyyymmddhhmmss. */
    MOMENT("a"),
    /** Hours and minutes east of Greenwich, +0800. */
    ZONE("z"),
    /** Not understood: kept by its number. */
    UNKNOWN("-"),
    /** Understood, and not worth keeping. */
    KNOWN("."),
    /** Report id and type, a hexadecimal digit each. */
    REPORT("@xy"),
    /** The same for inputs: which one, and whether it is active. */
    INPUT("@input"),
    ID("@id"),
    TYPE("@type"),
    /** State of ignition and motion, two digits. */
    STATE("@state"),
    /** State, inputs and outputs. */
    STATUS("@status"),
    /** Millivolts, or F and the percentage of a fuel sensor. */
    ANALOGUE("@analogue"),
    /** The mask that says what an extended report brings. */
    MASK("@mask"),
    /** A number other fields of the same list depend on. */
    KIND("@kind");

    /** The longest text a parameter holds; a longer field is kept by its number, in pieces. */
    private static final int TEXT_MAX = 1024;

    private final String word;

    Form(String word) {
        this.word = word;
    }

    static Form of(String word) {
        for (Form form : values()) {
            if (form.word.equals(word)) {
                return form;
            }
        }
        throw new IllegalArgumentException("no form '" + word + "'");
    }

    static Form of(Param.Type type) {
        return switch (type) {
            case NUMBER -> REAL;
            case BOOLEAN -> FLAG;
            case STRING, ANY -> TEXT;
        };
    }

    /** Whether a field that is not empty has this form, after the letters that stand before it. */
    boolean fits(Fields fields, int i, String prefix) {
        return switch (this) {
            case REAL -> isReal(fields, i, prefix);
            case POINT -> isReal(fields, i, prefix) && hasPoint(fields, i);
            case WHOLE, ZERO, TWO -> isReal(fields, i, prefix) && !hasPoint(fields, i) && fields.length(i) <= 10;
            case PERCENT -> fields.length(i) <= 3 && fields.isDigits(i, fields.length(i));
            case FLAG -> fields.length(i) <= 2 && fields.isDigits(i, fields.length(i));
            case HEX -> fields.isHex(i);
            case CELSIUS -> fields.isHex(i) && fields.length(i) <= 4;
            case HOURS -> isHours(fields, i);
            case MOMENT -> fields.isDigits(i, 14);
            case REPORT, INPUT, STATE -> fields.length(i) == 2 && fields.isHex(i);
            case ID, TYPE, KIND -> fields.length(i) == 1 && fields.isHex(i);
            case STATUS -> (fields.length(i) == 6 || fields.length(i) == 10) && fields.isHex(i);
            case ANALOGUE ->
                isReal(fields, i, "F") || isReal(fields, i, "") && !hasPoint(fields, i) && fields.length(i) <= 5;
            case MASK -> fields.length(i) <= 8 && fields.isHex(i);
            case TEXT -> fields.length(i) <= TEXT_MAX;
            case ZONE -> fields.length(i) == 5 && isReal(fields, i, "") && !hasPoint(fields, i);
            default -> true;
        };
    }

    private static boolean isReal(Fields fields, int i, String prefix) {
        int from = prefix.length();
        for (int k = 0; k < from; k++) {
            if (fields.charAt(i, k) != prefix.charAt(k)) {
                return false;
            }
        }
        return fields.isReal(i, from, fields.length(i) - from);
    }

    private static boolean hasPoint(Fields fields, int i) {
        for (int k = 0; k < fields.length(i); k++) {
            if (fields.charAt(i, k) == '.') {
                return true;
            }
        }
        return false;
    }

    private static boolean isHours(Fields fields, int i) {
        int colons = 0;
        for (int k = 0; k < fields.length(i); k++) {
            char c = fields.charAt(i, k);
            colons += c == ':' ? 1 : 0;
            if (c != ':' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return colons > 0 && fields.length(i) <= 16;
    }
}
