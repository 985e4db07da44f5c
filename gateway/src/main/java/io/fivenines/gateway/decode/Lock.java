package io.fivenines.gateway.decode;

/** What keeps a connection from saying who it is, until it has shown the secret of its listener. */
public interface Lock {
    /** Of a listener without a secret. */
    Lock NONE = new Lock() {
        @Override
        public boolean opensTo(CharSequence secret) {
            return true;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    };

    /**
     * The tracker shows a secret; to be called before {@link Session#identify} with what the login carries, by the
     * protocols that say so ({@link Protocol#secretForm}).
     *
     * @param secret a character a byte, empty where the login carries none
     * @return false if it is wrong: the login is to be answered as the protocol says, and the connection ends after
     *     that answer
     */
    boolean opensTo(CharSequence secret);

    /** Whether there is no secret, or it was shown; while not, {@link Session#identify} refuses everybody. */
    boolean isOpen();
}
