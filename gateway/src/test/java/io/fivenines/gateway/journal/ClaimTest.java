package io.fivenines.gateway.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final byte[] KEY = "352093081452251".getBytes(US_ASCII);

    private final List<Claim> returned = new ArrayList<>();
    private final Claim claim = new Claim(ByteBuffer.allocateDirect(1 << 10), returned::add);

    @Test
    void shouldHoldEntriesAtMultiplesOfEight() {
        put("first", 1_000);
        put("second!", Entry.NO_TIME);

        ByteBuffer content = claim.content();
        assertThat(claim.entries()).isEqualTo(2);
        assertThat(content.remaining()).isEqualTo(claim.bytes()).isEqualTo(56 + 64);
        assertThat(Entry.length(content, 0)).isEqualTo(Entry.HEADER_BYTES + KEY.length + 5);
        assertThat(Entry.timeMs(content, 0)).isEqualTo(1_000);
        assertThat(text(content, Entry.keyFrom(56), Entry.keyLength(content, 56)))
                .isEqualTo("352093081452251");
        assertThat(text(content, Entry.payloadFrom(content, 56), 7)).isEqualTo("second!");
        assertThat(Entry.timeMs(content, 56)).isEqualTo(Entry.NO_TIME);
    }

    @Test
    void shouldPadWithZerosWhateverWasThereBefore() {
        ByteBuffer dirty = ByteBuffer.allocateDirect(128);
        while (dirty.hasRemaining()) {
            dirty.put((byte) 0x55);
        }
        Claim used = new Claim(dirty, returned::add);
        used.begin(KEY, 0).put((byte) 1);
        used.end();

        assertThat(used.bytes()).isEqualTo(56);
        assertThat(used.content().getInt(52)).isZero();
    }

    @Test
    void shouldWriteBigEndianWhateverTheBufferWas() {
        Claim little = new Claim(ByteBuffer.allocateDirect(128).order(ByteOrder.LITTLE_ENDIAN), returned::add);
        assertThat(little.begin(KEY, 0).order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }

    @Test
    void shouldDropWhatWasBegunSinceTheMark() {
        put("kept", 1);
        int mark = claim.mark();
        put("dropped", 2);
        put("dropped too", 3);
        claim.begin(KEY, 4).putInt(4);
        claim.rollback(mark);

        assertThat(claim.entries()).isOne();
        assertThat(claim.bytes()).isEqualTo(mark);
        put("next", 5);
        assertThat(Entry.timeMs(claim.content(), mark)).isEqualTo(5);
    }

    @Test
    void shouldRollBackToEmpty() {
        int mark = claim.mark();
        put("dropped", 2);
        claim.rollback(mark);

        assertThat(claim.isEmpty()).isTrue();
        assertThat(claim.bytes()).isZero();
    }

    @Test
    void shouldFitExactlyWhatItSaysItFits() {
        int room = claim.begin(new byte[0], 0).remaining();
        claim.rollback(0);

        assertThat(claim.fits(room)).isTrue();
        assertThat(claim.fits(room + 1)).isFalse();
        claim.begin(new byte[0], 0).put(new byte[room]);
        claim.end();
        assertThat(claim.bytes()).isEqualTo(1 << 10);
        assertThat(claim.fits(0)).isFalse();
    }

    @Test
    void shouldOverflowLikeABufferSoThatTheCallerCanGoOnElsewhere() {
        put("kept", 1);
        int mark = claim.mark();
        assertThatThrownBy(() -> claim.begin(KEY, 2).put(new byte[1 << 10]))
                .isInstanceOf(BufferOverflowException.class);
        claim.rollback(mark);
        claim.begin(KEY, 3).put(new byte[800]);
        claim.end();
        assertThatThrownBy(() -> put("x".repeat(100), 4)).isInstanceOf(BufferOverflowException.class);
        assertThat(claim.entries()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatIsOutOfOrder() {
        assertThatThrownBy(claim::end).isInstanceOf(IllegalStateException.class);
        claim.begin(KEY, 0);
        assertThatThrownBy(() -> claim.begin(KEY, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(claim::content).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claim.rollback(8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAKeyOfMoreThan255Bytes() {
        assertThatThrownBy(() -> claim.begin(new byte[256], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
        claim.begin(new byte[255], 0);
        claim.end();
        assertThat(Entry.keyLength(claim.content(), 0)).isEqualTo(255);
    }

    @Test
    void shouldKeepKeyAndLengthWhenTheWriterStampsIt() {
        put("payload", 77);
        ByteBuffer content = claim.content();
        Entry.stamp(content, 0, 1L << 40, 1_700_000_000_000L, 16 << 20);

        assertThat(Entry.position(content, 0)).isEqualTo(1L << 40);
        assertThat(Entry.storedAtMs(content, 0)).isEqualTo(1_700_000_000_000L);
        assertThat(Entry.behind(content, 0)).isEqualTo(16 << 20);
        assertThat(Entry.keyLength(content, 0)).isEqualTo(KEY.length);
        assertThat(Entry.timeMs(content, 0)).isEqualTo(77);
    }

    @Test
    void shouldBelongToTheEngineFromCommitToCompletion() {
        put("payload", 1);
        int mark = claim.mark();
        claim.handOver();
        assertThatThrownBy(() -> put("more", 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claim.rollback(mark)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(claim::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(claim::handOver).isInstanceOf(IllegalStateException.class);
        claim.durableFrom(9);
        assertThat(claim.firstPosition()).isEqualTo(9);
        claim.release();
    }

    @Test
    void shouldGoHomeOnce() {
        claim.release();
        assertThat(returned).containsExactly(claim);
        assertThatThrownBy(claim::release).isInstanceOf(IllegalStateException.class);
    }

    private void put(String payload, long timeMs) {
        claim.begin(KEY, timeMs).put(payload.getBytes(US_ASCII));
        claim.end();
    }

    private static String text(ByteBuffer buffer, int from, int length) {
        byte[] bytes = new byte[length];
        buffer.get(from, bytes);
        return new String(bytes, US_ASCII);
    }

    @Test
    void shouldTakeEntriesAgainAfterAnEmptyContentWasRead() {
        Claim claim = new Claim(ByteBuffer.allocate(1024), released -> {});
        assertThat(claim.content().remaining()).isZero();
        claim.renew().begin(new byte[] {1}, 5);
        claim.end();
        assertThat(claim.entries()).isEqualTo(1);
    }
}
