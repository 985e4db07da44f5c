package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** One small log, damaged in every way at every place. */
class DamagedLogTest {
    private static final String FILE = Segment.fileName(0);
    private static final int ENTRIES = SegmentHeader.ENTRIES_FROM;

    private final Random random = new Random(42);
    private final MemoryStorage sound = soundLog();
    private final byte[] content = sound.content(FILE);
    private final List<Extent> extents = extents(content);

    private record Extent(String line, int from, int to) {}

    private static MemoryStorage soundLog() {
        Workbench bench = bench(new MemoryStorage()).open();
        bench.append("a");
        bench.append("bb", "ccccccccc", "");
        bench.append("d".repeat(100), "e");
        bench.append("f", "ggggg", "h");
        return bench.storage;
    }

    private static Workbench bench(MemoryStorage storage) {
        Workbench bench = new Workbench(storage);
        bench.segmentBytes = 12 << 10;
        bench.claimBytes = 2 << 10;
        return bench;
    }

    private static List<Extent> extents(byte[] content) {
        List<Extent> extents = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        for (int at = ENTRIES; Entry.length(bytes, at) > 0; at += Entry.space(Entry.length(bytes, at))) {
            int end = at + Entry.length(bytes, at);
            int payload = Entry.payloadFrom(bytes, at);
            String text = Workbench.text(bytes.duplicate().limit(end).position(payload));
            extents.add(new Extent(Entry.position(bytes, at) + " " + text, at, end));
        }
        return extents;
    }

    private int contentEnd() {
        return extents.get(extents.size() - 1).to();
    }

    private List<String> linesEndingBefore(int offset) {
        return extents.stream()
                .filter(extent -> extent.to() <= offset)
                .map(Extent::line)
                .toList();
    }

    private static Workbench openedWith(byte[] content) {
        MemoryStorage storage = new MemoryStorage();
        storage.put(FILE, content);
        return bench(storage).open();
    }

    private static void assertGoesOn(Workbench bench, int positionsUsed) {
        long position = bench.append("new");
        assertThat(position).isGreaterThanOrEqualTo(positionsUsed);
        List<String> lines = bench.read();
        assertThat(lines).endsWith(position + " new");
        bench.damages.clear();
        bench.reopen();
        assertThat(bench.read()).isEqualTo(lines);
        assertThat(bench.append("newer")).isEqualTo(position + 1);
    }

    @Test
    void shouldKeepEveryEntryBeforeTheByteAtWhichTheFileEnds() {
        for (int cut = ENTRIES; cut <= contentEnd(); cut++) {
            Workbench bench = openedWith(Arrays.copyOf(content, cut));
            assertThat(bench.read()).as("cut at %d", cut).isEqualTo(linesEndingBefore(cut));
            assertThat(bench.damages).allMatch(damage -> damage.kind() == Damage.Kind.LAST_WRITE);
            assertGoesOn(bench, linesEndingBefore(cut).size());
        }
    }

    @Test
    void shouldKeepEveryEntryBeforeTheByteFromWhichAllIsZero() {
        for (int cut = ENTRIES; cut <= contentEnd(); cut++) {
            byte[] zeroed = content.clone();
            Arrays.fill(zeroed, cut, zeroed.length, (byte) 0);
            Workbench bench = openedWith(zeroed);
            assertThat(bench.read()).as("zero from %d", cut).isEqualTo(linesEndingBefore(cut));
            int kept = linesEndingBefore(cut).size();
            int from = kept == 0 ? ENTRIES : Entry.space(extents.get(kept - 1).to());
            int torn = IntStream.range(from, cut)
                    .filter(at -> content[at] != 0)
                    .map(at -> at + 1 - from)
                    .max()
                    .orElse(0);
            assertThat(bench.damages).as("zero from %d", cut).hasSize(torn > 0 ? 1 : 0);
            int held = Math.max((torn + Entry.SPACE_MIN - 1) / Entry.SPACE_MIN, kept == 0 ? 1 : 0);
            assertThat(bench.engine.recovery().skipped())
                    .as("zero from %d", cut)
                    .isEqualTo(held);
            assertGoesOn(bench, kept + held);
        }
    }

    @Test
    void shouldLoseNoEntryButTheOneInWhichAByteIsWrong() {
        for (int at = ENTRIES; at < contentEnd() + 100; at++) {
            byte[] flipped = content.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Workbench bench = openedWith(flipped);
            int place = at;
            List<String> expected = extents.stream()
                    .filter(extent -> place < extent.from() || place >= extent.to())
                    .map(Extent::line)
                    .toList();
            assertThat(bench.read()).as("flipped at %d", at).isEqualTo(expected);
            boolean hit = expected.size() < extents.size();
            assertThat(bench.damages).as("flipped at %d", at).hasSize(hit || at >= Entry.space(contentEnd()) ? 1 : 0);
            assertThat(bench.engine.recovery().damages()).isEqualTo(bench.damages);
            if (hit) {
                Damage damage = bench.damages.get(0);
                boolean lastBatch = at >= extents.get(6).from();
                assertThat(damage.kind()).isEqualTo(lastBatch ? Damage.Kind.LAST_WRITE : Damage.Kind.CORRUPTION);
                assertThat(damage.fromOffset()).isLessThanOrEqualTo(at);
                assertThat(damage.toOffset()).isGreaterThan(at);
                assertThat(bench.engine.recovery().lost()).isEqualTo(!lastBatch);
            }
            assertGoesOn(bench, extents.size());
        }
    }

    @Test
    void shouldNotMindAWrongByteInEitherCopyOfTheHeader() {
        for (int at = 0; at < ENTRIES; at++) {
            if (at % 4096 >= 64 && at % 61 != 0) {
                continue;
            }
            byte[] flipped = content.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Workbench bench = openedWith(flipped);
            assertThat(bench.read()).as("flipped at %d", at).hasSize(extents.size());
            assertThat(bench.damages).isEmpty();
        }
    }

    @Test
    void shouldTellOfASegmentWhoseHeaderIsGoneAndNotUseItsPositionsAgain() {
        byte[] headless = content.clone();
        Arrays.fill(headless, 0, ENTRIES, (byte) 0);
        Workbench bench = openedWith(headless);

        assertThat(bench.read()).isEmpty();
        assertThat(bench.damages).hasSize(1);
        assertThat(bench.damages.get(0).missing()).isGreaterThanOrEqualTo(extents.size());
        assertThat(bench.engine.recovery().lost()).isTrue();
        assertThat(bench.append("new")).isGreaterThanOrEqualTo(extents.size());
        bench.damages.clear();
        bench.reopen();
        assertThat(bench.damages).hasSize(1);
        assertThat(bench.damages.get(0).missing()).isGreaterThanOrEqualTo(extents.size());
        bench.engine.upkeepOnce();
        assertThat(bench.storage.content(FILE))
                .as("left for whoever can read it")
                .isEqualTo(headless);
    }

    @Test
    void shouldNotTakeBytesOfAStrangerForAnEntry() {
        // A tracker sends the very bytes of an entry, as they would lie in a file without salt.
        Workbench bench = bench(new MemoryStorage()).open();
        bench.append("first", "second");
        byte[] stolen = Arrays.copyOfRange(bench.storage.content(FILE), ENTRIES, ENTRIES + 56);
        ByteBuffer forged = ByteBuffer.wrap(stolen);
        Entry.stamp(forged, 0, 3, bench.nowMs, 0);
        CRC32C crc = new CRC32C();
        crc.update(stolen, Entry.checkedFrom(0), Entry.length(forged, 0) - Entry.checkedFrom(0));
        Entry.crc(forged, 0, (int) crc.getValue());
        Claim claim = bench.engine.claim();
        claim.begin(new byte[4], 0).put(stolen);
        claim.end();
        bench.engine.commit(claim, done -> {});
        bench.engine.writeOnce();
        bench.append("last");

        int outer = ENTRIES + 2 * 56;
        bench.storage.file(FILE).flip(outer + 20, 3);
        bench.reopen();
        assertThat(bench.read()).containsExactly("0 first", "1 second", "3 last");
    }

    @Test
    void shouldTellOfDamageInASealedSegmentWhenACursorMeetsItAndOnlyOnce() {
        Workbench bench = bench(new MemoryStorage()).open();
        while (bench.engine.status().segments() < 3) {
            bench.append("x".repeat(900), "y");
            bench.engine.upkeepOnce();
        }
        List<String> lines = bench.read();
        bench.reopen();
        bench.storage.file(FILE).flip(ENTRIES + 70, 2);

        assertThat(bench.damages).isEmpty();
        assertThat(bench.read()).isEqualTo(lines.subList(1, lines.size()));
        bench.read();
        try (Cursor cursor = bench.engine.cursor(Workbench.KEY, 0, Long.MAX_VALUE)) {
            assertThat(Workbench.drain(cursor)).isEqualTo(lines.subList(1, lines.size()));
        }
        assertThat(bench.damages)
                .containsExactly(new Damage(Damage.Kind.CORRUPTION, FILE, ENTRIES, ENTRIES + 952, 0, 1));
        assertThat(bench.engine.status().damagedExtents()).isOne();
    }

    @Test
    void shouldTellOfADamagedEndBeforeAHeadlessSegmentAndLeaveBothAlone() {
        Workbench bench = bench(new MemoryStorage()).open();
        while (bench.engine.status().segments() < 3) {
            bench.append("x".repeat(900), "y");
            bench.engine.upkeepOnce();
        }
        String second = segmentNames(bench).get(1);
        byte[] first = bench.storage.content(FILE);
        first[first.length - 20] ^= 4;
        bench.storage.put(FILE, first);
        byte[] headless = bench.storage.content(second);
        Arrays.fill(headless, 0, ENTRIES, (byte) 0);
        bench.storage.put(second, headless);
        bench.storage.delete(IndexFile.name(0));
        bench.reopen();
        bench.engine.upkeepOnce();

        assertThat(bench.damages).extracting(Damage::file).containsExactlyInAnyOrder(FILE, second);
        assertThat(bench.damages).allMatch(damage -> damage.kind() == Damage.Kind.CORRUPTION && damage.missing() > 0);
        assertThat(bench.storage.content(FILE)).isEqualTo(first);
        assertThat(bench.storage.content(second)).isEqualTo(headless);
    }

    private static List<String> segmentNames(Workbench bench) {
        return bench.storage.list().stream().filter(Segment::isFileName).toList();
    }

    @Test
    void shouldTellOfASegmentThatIsMissing() {
        Workbench bench = bench(new MemoryStorage()).open();
        while (bench.engine.status().segments() < 3) {
            bench.append("x".repeat(900), "y");
            bench.engine.upkeepOnce();
        }
        List<String> lines = bench.read();
        String second = segmentNames(bench).get(1);
        String third = segmentNames(bench).get(2);
        bench.storage.delete(second);
        bench.reopen();

        assertThat(bench.damages).hasSize(1);
        assertThat(bench.damages.get(0).firstMissing()).isEqualTo(Segment.first(second));
        assertThat(bench.damages.get(0).nextSound()).isEqualTo(Segment.first(third));
        assertThat(bench.read()).hasSize(lines.size() - (int) (Segment.first(third) - Segment.first(second)));
    }
}
