package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveIndexTest {
    private static final long FROM = SegmentHeader.ENTRIES_FROM;

    private final LiveIndex index = new LiveIndex(1_000);

    @Test
    void shouldPointToNothingBeforeItIsPublished() {
        index.add(7, 1_000, FROM);
        assertThat(index.offsets(7)).isEmpty();
        index.publish();
        assertThat(index.offsets(7)).containsExactly(FROM);
        assertThat(index.offsets(8)).isEmpty();
    }

    @Test
    void shouldFindTheLastPlaceBeforeAPosition() {
        for (int i = 0; i < 1_000; i++) {
            index.add(i, 1_000 + i, FROM + i * 1_000L);
        }
        index.publish();
        assertThat(index.floor(0)).isEqualTo(new SegmentIndex.Place(1_000, FROM));
        for (int position = 1_000; position < 2_000; position++) {
            SegmentIndex.Place place = index.floor(position);
            assertThat(place.position()).isBetween(position - 67L, (long) position);
            assertThat(place.offset()).isEqualTo(FROM + (place.position() - 1_000) * 1_000);
        }
    }

    @Test
    void shouldDropWhatLiesBehindACut() {
        for (int i = 0; i < 200; i++) {
            index.add(5, 1_000 + i, FROM + i * 1_000L);
        }
        index.cut(FROM + 100_000);
        assertThat(index.entries()).isEqualTo(100);
        assertThat(index.floor(9_999).position()).isLessThan(1_100);
    }

    @Test
    void shouldSpreadKeysThatDifferInOneDigit() {
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            byte[] key = String.format("3520930%08d", i).getBytes(US_ASCII);
            hashes.add(LiveIndex.hash(ByteBuffer.wrap(key), 0, key.length));
        }
        assertThat(hashes).hasSizeGreaterThan(99_900);
    }
}
