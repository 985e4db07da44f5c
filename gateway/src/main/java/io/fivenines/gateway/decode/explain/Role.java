package io.fivenines.gateway.decode.explain;

/** What a byte is in its frame. */
public enum Role {
    VALUE(""),
    SELECTS("says what it is"),
    FRAMING("start, length or end"),
    CHECKSUM("check sum"),
    KIND("kind of frame"),
    REPLY("comes back in the reply"),
    LAYOUT("says what follows"),
    SEPARATOR("separator"),
    NONE("nothing depends on it");

    private final String words;

    Role(String words) {
        this.words = words;
    }

    /** For people; empty where the facts say it all. */
    public String words() {
        return words;
    }
}
