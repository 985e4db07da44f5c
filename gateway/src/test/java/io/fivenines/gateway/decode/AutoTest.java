package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoTest {
    private static final Protocol SHORT = protocol("short", ";", "ab");
    private static final Protocol LONG = protocol("long", ";", "ab[^;]{3}d");
    private static final Protocol OTHER = protocol("other", "!", "x[a-z]{0,200}!");

    private static Protocol protocol(String name, String terminators, String form) {
        return new Protocol(name, 5999, Framing.terminatedBy(64, terminators), session -> null, Opening.of(form));
    }

    /** A connection of which only its protocol is of interest. */
    private static final class Arrival implements Session {
        private final Codec auto =
                Auto.among(List.of(LONG, OTHER, SHORT)).codec().apply(this);
        private String protocol = "open";
        private int offered;

        /** What it is after these bytes, all that have come so far. */
        String after(String bytes) {
            byte[] octets = bytes.getBytes(StandardCharsets.ISO_8859_1);
            offered = auto.framing(null).cut(new Frame().wrap(octets, 0, octets.length));
            return protocol;
        }

        @Override
        public Framing become(Protocol chosen) {
            protocol = chosen.name();
            return chosen.framing();
        }

        @Override
        public void unrecognised(Frame opening) {
            protocol = "none after " + opening.length();
        }

        @Override
        public boolean identify(CharSequence ident) {
            return false;
        }

        @Override
        public boolean identified() {
            return false;
        }

        @Override
        public CharSequence ident() {
            return "";
        }

        @Override
        public long nowMs() {
            return 0;
        }
    }

    private static String whole(String bytes) {
        return new Arrival().after(bytes);
    }

    @Test
    void shouldTakeTheLongestCertainPrefix() {
        assertThat(whole("ab123d")).isEqualTo("long");
        assertThat(whole("ab123e")).isEqualTo("short");
    }

    @Test
    void shouldWaitForAnOpeningThatMayYetProveMore() {
        assertThat(whole("ab123")).isEqualTo("open");
    }

    @Test
    void shouldNotWaitBeyondAWholeFrame() {
        Protocol longer = protocol("longer", "!", "ab.{9}");
        Protocol auto = Auto.among(List.of(longer, SHORT));
        Arrival arrival = new Arrival();
        byte[] bytes = "ab12;ab12;ab".getBytes(StandardCharsets.ISO_8859_1);
        int n = auto.codec().apply(arrival).framing(null).cut(new Frame().wrap(bytes, 0, bytes.length));
        assertThat(arrival.protocol).isEqualTo("short");
        assertThat(n).isEqualTo(5);
    }

    @Test
    void shouldDecideTheSameHoweverTheBytesCome() {
        for (String bytes : List.of("ab123d;", "ab123e;", "ab;cdefgh", "xyz!", "xy;", "q")) {
            Arrival piecemeal = new Arrival();
            String last = "open";
            for (int to = 1; to <= bytes.length() && last.equals("open"); to++) {
                last = piecemeal.after(bytes.substring(0, to));
            }
            assertThat(last.startsWith("none") ? "none" : last)
                    .as(bytes)
                    .isEqualTo(whole(bytes).startsWith("none") ? "none" : whole(bytes));
        }
    }

    @Test
    void shouldCutAsTheProtocolItRecognised() {
        Arrival arrival = new Arrival();
        assertThat(arrival.after("ab1;ab2;")).isEqualTo("short");
        assertThat(arrival.offered).isEqualTo(4);
        assertThat(arrival.after("ab2;")).isEqualTo("short");
        assertThat(arrival.offered).isEqualTo(4);
        assertThat(arrival.auto.framing(null))
                .isInstanceOfSatisfying(
                        Framing.class,
                        framing -> assertThat(framing.maxLength()).isEqualTo(64));
    }

    @Test
    void shouldDropWhatIsNobodys() {
        Arrival arrival = new Arrival();
        assertThat(arrival.after("q??")).isEqualTo("none after 3");
        assertThat(arrival.offered).isEqualTo(-3);
        assertThat(arrival.after("ab123d")).isEqualTo("none after 3");
        assertThat(arrival.offered).isEqualTo(-6);
    }

    @Test
    void shouldGiveUpAtTheGreatestLength() {
        String open = "x" + "y".repeat(Openings.LENGTH_MAX - 2);
        assertThat(whole(open)).isEqualTo("open");
        assertThat(whole(open + "y")).isEqualTo("none after " + Openings.LENGTH_MAX);
    }

    @Test
    void shouldRefuseMoreProtocolsThanItHasBitsFor() {
        assertThatThrownBy(() -> Auto.among(Collections.nCopies(65, SHORT))).hasMessageContaining("65 protocols");
    }
}
