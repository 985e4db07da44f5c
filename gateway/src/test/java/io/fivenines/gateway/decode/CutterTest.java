package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutterTest {
    private static final Framing LINES = Framing.terminatedBy(8, "\n");

    private final Cutter cutter = new Cutter();
    private final List<Integer> taken = new ArrayList<>();

    private int cut(Framing framing, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return cutter.cut(framing, bytes, bytes.length, frame -> taken.add(frame.length()));
    }

    @Test
    void shouldGiveWholeFramesAndKeepTheRest() {
        assertThat(cut(LINES, "ab\ncde\nf")).isEqualTo(7);
        assertThat(taken).containsExactly(3, 4);
        assertThat(cutter.oversize()).isFalse();
    }

    @Test
    void shouldKeepAFrameThatIsNotTaken() {
        byte[] bytes = {'a', '\n', 'b', '\n'};
        assertThat(cutter.cut(LINES, bytes, 4, frame -> frame.at(0) == 'a')).isEqualTo(2);
    }

    @Test
    void shouldCountGarbage() {
        Framing framing = Framing.of(10, ahead -> ahead.at(0) == '?' ? -99 : ahead.at(0) == '!' ? -1 : 2);
        assertThat(cut(framing, "!!ab?xyz")).isEqualTo(8);
        assertThat(cutter.garbage()).isEqualTo(6);
        assertThat(taken).containsExactly(2);
    }

    @Test
    void shouldSayWhenNoFrameCanComeOfIt() {
        cut(LINES, "123456789");
        assertThat(cutter.oversize()).isTrue();
        cut(Framing.of(100, ahead -> 101), "1");
        assertThat(cutter.oversize()).as("announced").isTrue();
        cut(LINES, "12345678");
        assertThat(cutter.oversize()).isFalse();
    }
}
