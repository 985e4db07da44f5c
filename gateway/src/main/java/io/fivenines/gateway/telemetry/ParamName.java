package io.fivenines.gateway.telemetry;

/**
 * Finds the parameter a published name stands for, members of families included: {@code din.3} is member 3 of
 * {@code din.#}, {@code wialon.param.oil} member {@code oil} of {@code wialon.param.*}. Used again and again, without
 * allocation.
 */
public final class ParamName {
    private static final int DIGITS_MAX = 9;

    private final Word word = new Word();
    private Param param;
    private int number;

    /** Looks a name up; what was found before is forgotten. */
    public ParamName find(CharSequence name) {
        number = -1;
        int length = name.length();
        param = declared(name, length, (char) 0);
        for (int dot = dot(name, length); param == null && dot > 0; dot = dot(name, dot)) {
            int member = dot(name, length) == dot ? number(name, dot + 1) : -1;
            param = member < 0 ? null : declared(name, dot + 1, '#');
            number = param == null ? -1 : member;
            if (param == null && dot + 1 < length) {
                param = declared(name, dot + 1, '*');
                word.over(name, dot + 1);
            }
        }
        return this;
    }

    private static Param declared(CharSequence name, int length, char last) {
        Param found = ParamTable.find(name, length, last);
        // The name of a family as such, "din.#", is nobody's value.
        return found != null && last == 0 && found.isFamily() ? null : found;
    }

    private static int dot(CharSequence name, int before) {
        int i = before - 1;
        while (i >= 0 && name.charAt(i) != '.') {
            i--;
        }
        return i;
    }

    /** The rest of the name as a number without leading zeros, or -1. */
    private static int number(CharSequence name, int from) {
        int digits = name.length() - from;
        int value = 0;
        for (int i = from; i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || digits > DIGITS_MAX || digits > 1 && value == 0 && digit == 0 && i == from) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return digits == 0 ? -1 : value;
    }

    /** The parameter or its family; null where the vocabulary has no such name. */
    public Param param() {
        return param;
    }

    /** The member of a numbered family; -1 where it is none. */
    public int number() {
        return number;
    }

    /** The member of a family keyed by words; valid as long as the name and until the next find. */
    public CharSequence word() {
        return word;
    }

    /** The end of a name. */
    private static final class Word implements CharSequence {
        private CharSequence name = "";
        private int from;

        void over(CharSequence name, int from) {
            this.name = name;
            this.from = from;
        }

        @Override
        public int length() {
            return name.length() - from;
        }

        @Override
        public char charAt(int index) {
            return name.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return name.subSequence(from + start, from + end);
        }

        @Override
        public String toString() {
            return name.subSequence(from, name.length()).toString();
        }
    }
}
