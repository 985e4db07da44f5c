package io.fivenines.gateway.connection;

/** What a listener's trackers must show. Any thread; must not wait. */
public interface Secrets {
    /**
     * Looks whether that is one of them, in the same time whether or not it is.
     *
     * @param shown a character a byte
     * @return by what that one is known, null if it is none of them
     */
    byte[] find(CharSequence shown);

    /** Whether what is known by this is still one of them. */
    boolean has(byte[] known);
}
