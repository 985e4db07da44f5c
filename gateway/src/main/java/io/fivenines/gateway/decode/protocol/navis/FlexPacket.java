package io.fivenines.gateway.decode.protocol.navis;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;

/** The kinds of FLEX packets, of which the second character tells. */
final class FlexPacket {
    private static final int HEAD = 2;
    private static final int NUMBER = 4;
    private static final int CHECK = 1;

    private FlexPacket() {}

    /** How long the packet is whose records have so many bytes; 0 if that cannot be told yet, -1 if there is none. */
    static int cut(Frame ahead, int record) {
        if (ahead.length() <= HEAD) {
            return 0;
        }
        return switch (ahead.at(1)) {
            case 'A' -> HEAD + 1 + ahead.at(HEAD) * record + CHECK;
            case 'T' -> HEAD + NUMBER + record + CHECK;
            case 'C' -> HEAD + record + CHECK;
            case 'E' -> extras(ahead, HEAD + 1, ahead.at(HEAD));
            case 'X' -> extras(ahead, HEAD + NUMBER, 1);
            default -> -1;
        };
    }

    /** Extra packets, each with its length before it. */
    private static int extras(Frame ahead, int from, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            if (ahead.length() < at + 2) {
                return 0;
            }
            at += 2 + Navis.word(ahead, at);
        }
        return at + CHECK;
    }

    /** Puts the records of a packet that ends with the frame. */
    static void put(Frame frame, FlexRecord record, Sink out) {
        boolean many = frame.at(1) == 'A' || frame.at(1) == 'E';
        boolean extra = frame.at(1) == 'E' || frame.at(1) == 'X';
        int count = many ? frame.at(HEAD) : 1;
        frame.seek(HEAD + (many ? 1 : frame.at(1) == 'C' ? 0 : NUMBER));
        for (int i = 0; i < count && frame.remaining() > 0; i++) {
            if (extra) {
                int whole = frame.narrow(Math.min(frame.u16le(), frame.remaining()));
                ExtraPacket.put(frame, out);
                frame.widen(whole);
            } else {
                record.put(frame, out);
            }
        }
    }

    /** The packet's kind, and how many records or which one it was. */
    static void answer(Frame frame, Reply reply) {
        int octets = switch (frame.at(1)) {
            case 'A', 'E' -> 1;
            case 'T', 'X' -> NUMBER;
            default -> 0;
        };
        reply.bytes(frame, 0, HEAD + octets);
    }
}
