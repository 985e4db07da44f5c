package io.fivenines.gateway.decode;

/**
 * Walks JSON text (RFC 8259) in a frame: one object, or an array of objects, each a record of named values. It checks
 * as it goes and allocates nothing once warm.
 *
 * <p>Records come out flat: the name of a value in an inner object is joined by dots, and what an array holds is
 * numbered from 1. So {@code {"battery":{"level":80},"din":[true,false]}} has {@code battery.level}, {@code din.1} and
 * {@code din.2}. Bytes that are no UTF-8 become a question mark in a lozenge.
 */
public final class JsonCursor {
    /** What {@link #next} came to. */
    public enum Token {
        RECORD,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        RECORD_END,
        END,
        ERROR;

        /** Whether it is a named value. */
        public boolean isValue() {
            return this == STRING || this == NUMBER || this == TRUE || this == FALSE || this == NULL;
        }
    }

    private enum State {
        VALUE,
        FIRST_VALUE,
        NAME,
        FIRST_NAME,
        AFTER,
        DONE
    }

    /** Containers within containers; more is an error. */
    public static final int DEPTH_MAX = 8;

    private final JsonText reader = new JsonText();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    /** How much of the name belongs to each open container. */
    private final int[] lengths = new int[DEPTH_MAX + 1];
    /** Members counted so far of each open array; -1 for an object. */
    private final int[] counts = new int[DEPTH_MAX + 1];

    private State state = State.DONE;
    private String expected = "";
    private int depth;
    /** The depth in which records stand: 1 in an array of them. */
    private int base;

    private int record;

    JsonCursor over(Frame frame, int from, int to) {
        reader.over(frame, from, to);
        state = State.VALUE;
        depth = 0;
        base = 0;
        return this;
    }

    /** Goes back to where the record that began last begins. */
    public void again() {
        reader.seek(record);
        depth = base + 1;
        state = State.FIRST_NAME;
    }

    /** The name of the value, its path within the record; valid until the next token. */
    public CharSequence name() {
        return name;
    }

    /** A string's characters, or those of a number as it was written; valid until the next token. */
    public CharSequence text() {
        return text;
    }

    /** Whether the number has neither fraction nor exponent and fits 18 digits. */
    public boolean isWhole() {
        return reader.isWhole();
    }

    public long whole() {
        return reader.whole();
    }

    public double real() {
        return reader.real();
    }

    /** Where the cursor stands in the frame. */
    public int offset() {
        return reader.offset();
    }

    /** After {@link Token#ERROR}: what should have stood at {@link #offset}. */
    public String expected() {
        return expected;
    }

    /** The next token; nothing is to be asked after ERROR. */
    public Token next() {
        Token token = null;
        while (token == null) {
            token = step(reader.skipBlanks());
        }
        return token;
    }

    /** One step; null where there is nothing to tell yet. */
    private Token step(int c) {
        switch (state) {
            case FIRST_VALUE:
                return c == ']' ? close(false) : value(c);
            case VALUE:
                return value(c);
            case FIRST_NAME:
                return c == '}' ? close(true) : name(c);
            case NAME:
                return name(c);
            case AFTER:
                return after(c);
            case DONE:
            default:
                return c < 0 ? Token.END : error("the end of the line");
        }
    }

    private Token error(String expected) {
        this.expected = expected;
        return Token.ERROR;
    }

    private Token name(int c) {
        if (c != '"') {
            return error("a name in quotes");
        }
        name.setLength(lengths[depth]);
        if (name.length() > 0) {
            name.append('.');
        }
        if (!reader.string(name)) {
            return error("a string's character");
        }
        if (reader.skipBlanks() != ':') {
            return error("a colon");
        }
        reader.skip();
        state = State.VALUE;
        return null;
    }

    private Token value(int c) {
        if (c == '{') {
            return open(-1, State.FIRST_NAME);
        }
        if (depth <= base && (c != '[' || depth > 0)) {
            return error("an object");
        }
        count();
        if (c == '[') {
            return open(0, State.FIRST_VALUE);
        }
        Token token = leaf(c);
        if (token != Token.ERROR) {
            state = State.AFTER;
        }
        return token;
    }

    /** A member of an array gets the array's name and its number. */
    private void count() {
        if (depth > base && counts[depth] >= 0) {
            name.setLength(lengths[depth]);
            name.append('.').append(++counts[depth]);
        }
    }

    private Token leaf(int c) {
        text.setLength(0);
        if (c == '"') {
            return reader.string(text) ? Token.STRING : error("a string's character");
        }
        if (c == '-' || c >= '0' && c <= '9') {
            return reader.number(text) ? Token.NUMBER : error("a number's digit");
        }
        if (reader.word("true")) {
            return Token.TRUE;
        }
        if (reader.word("false")) {
            return Token.FALSE;
        }
        return reader.word("null") ? Token.NULL : error("a value");
    }

    private Token open(int count, State inside) {
        if (depth == DEPTH_MAX) {
            return error("at most " + DEPTH_MAX + " levels");
        }
        boolean begins = count < 0 && depth == base;
        if (count < 0 && !begins) {
            count();
        }
        base = count == 0 && depth == 0 ? 1 : base;
        reader.skip();
        depth++;
        counts[depth] = count;
        lengths[depth] = begins || depth <= base ? 0 : name.length();
        state = inside;
        if (!begins) {
            return null;
        }
        record = reader.offset();
        name.setLength(0);
        return Token.RECORD;
    }

    private Token close(boolean object) {
        reader.skip();
        depth--;
        state = depth == 0 ? State.DONE : State.AFTER;
        return object && depth == base ? Token.RECORD_END : null;
    }

    private Token after(int c) {
        boolean object = counts[depth] < 0;
        if (c == ',') {
            reader.skip();
            state = object ? State.NAME : State.VALUE;
            return null;
        }
        if (c == (object ? '}' : ']')) {
            return close(object);
        }
        return error(object ? "a comma or }" : "a comma or ]");
    }
}
