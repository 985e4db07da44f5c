package io.fivenines.gateway.decode.explain;

import io.fivenines.gateway.decode.Verdict;
import java.util.HexFormat;
import java.util.List;

/**
 * What received bytes are, piece by piece.
 *
 * @param missing how many bytes more complete the last piece at least; 0 where it is whole, -1 where nobody can tell
 */
public record Explanation(List<Piece> pieces, int missing) {
    public Explanation {
        pieces = List.copyOf(pieces);
    }

    /** What a piece of the stream is. */
    public enum Kind {
        FRAME,
        GARBAGE,
        INCOMPLETE,
        OVERSIZE
    }

    /**
     * A piece of the stream.
     *
     * @param verdict null unless it is a frame
     * @param spans its bytes, all of them in order; empty unless the verdict is ACCEPTED
     * @param other facts that no single byte decides
     */
    public record Piece(
            Kind kind, String hex, Verdict verdict, int messages, String replyHex, List<Span> spans, List<Fact> other) {
        public Piece {
            spans = List.copyOf(spans);
            other = List.copyOf(other);
        }

        static Piece of(Kind kind, byte[] bytes) {
            return new Piece(kind, HexFormat.of().formatHex(bytes), null, 0, "", List.of(), List.of());
        }

        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        public byte[] reply() {
            return HexFormat.of().parseHex(replyHex);
        }

        /** Whether its bytes can be read as characters. */
        public boolean isText() {
            return Alterations.isText(bytes());
        }
    }
}
