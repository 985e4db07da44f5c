package io.fivenines.benchmarks.nuisance;

import io.netty.buffer.ByteBuf;

/** One way to be a bad client: what it does once connected, and every second after. */
public enum Nuisance {
    /** Says who it is one byte at a time, slower than anybody's patience. */
    SLOW_LOGIN {
        @Override
        void onSecond(Pest pest, int second) {
            if (second % 3 == 0) {
                ByteBuf login = pest.login();
                int at = second / 3 % login.writerIndex();
                pest.send(login.readRetainedSlice(at + 1).skipBytes(at));
                login.release();
            }
        }
    },

    /** Logs in, sends the first half of a packet, and then nothing. */
    HALF_FRAME {
        @Override
        void onConnect(Pest pest) {
            pest.send(pest.login());
            ByteBuf packet = pest.packet(0);
            pest.send(packet.writerIndex(packet.writerIndex() / 2));
        }
    },

    /** Anything, in bursts. */
    GARBAGE {
        @Override
        void onConnect(Pest pest) {
            pest.send(pest.noise(GARBAGE_BYTES_MAX));
        }

        @Override
        void onSecond(Pest pest, int second) {
            pest.send(pest.noise(GARBAGE_BYTES_MAX));
        }
    },

    /** Logs in, announces a packet of all the memory there is, and begins to send it. */
    OVERSIZE {
        @Override
        void onConnect(Pest pest) {
            pest.send(pest.login());
            pest.send(pest.oversizeHead());
        }

        @Override
        void onSecond(Pest pest, int second) {
            pest.send(pest.filler(OVERSIZE_BYTES_A_SECOND));
        }
    },

    /** Sends good packets as fast as the socket takes them and never reads an answer. */
    DEAF {
        @Override
        void onConnect(Pest pest) {
            pest.stopReading();
            pest.send(pest.login());
            sendAll(pest, 0);
        }

        @Override
        void onSecond(Pest pest, int second) {
            sendAll(pest, second * DEAF_PACKETS_A_SECOND);
        }

        private void sendAll(Pest pest, int first) {
            for (int i = 0; i < DEAF_PACKETS_A_SECOND && pest.isWritable(); i++) {
                pest.send(pest.packet(first + i));
            }
        }
    },

    /** Connects, says nothing and resets; again and again. */
    FLOOD {
        @Override
        void onConnect(Pest pest) {
            pest.reset();
        }
    };

    private static final int GARBAGE_BYTES_MAX = 2_000;
    private static final int OVERSIZE_BYTES_A_SECOND = 65_536;
    private static final int DEAF_PACKETS_A_SECOND = 500;

    void onConnect(Pest pest) {}

    void onSecond(Pest pest, int second) {}
}
