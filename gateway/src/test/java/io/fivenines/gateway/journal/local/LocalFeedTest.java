package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalFeedTest {
    private final Workbench bench = new Workbench().open();

    private static List<String> drain(Feed feed) {
        List<String> found = new ArrayList<>();
        while (feed.next()) {
            found.add(feed.position() + " " + Workbench.text(feed.payload()));
        }
        return found;
    }

    @Test
    void shouldGoOnBehindTheLastCommitInAnotherProcess() {
        bench.append("a", "b", "c");
        Feed feed = bench.engine.feed("one");
        feed.next();
        feed.next();
        feed.commit();
        feed.next();
        bench.reopen();
        bench.append("d");
        assertThat(drain(bench.engine.feed("one"))).containsExactly("2 c", "3 d");
        assertThat(drain(bench.engine.feed("another"))).containsExactly("0 a", "1 b", "2 c", "3 d");
    }

    @Test
    void shouldRememberACommitThroughAPowerCut() {
        bench.append("a", "b");
        Feed feed = bench.engine.feed("one");
        feed.next();
        feed.commit();
        bench.storage.powerCut();
        assertThat(drain(bench.open().engine.feed("one"))).containsExactly("1 b");
    }

    @Test
    void shouldDeliverAgainWhatItIsRewoundTo() {
        bench.append("a", "b", "c");
        Feed feed = bench.engine.feed("one");
        feed.next();
        feed.commit();
        assertThat(drain(feed)).containsExactly("1 b", "2 c");
        feed.rewind();
        assertThat(drain(feed)).containsExactly("1 b", "2 c");
        feed.commit();
        feed.rewind();
        assertThat(drain(feed)).isEmpty();
        bench.append("d");
        assertThat(drain(feed)).containsExactly("3 d");
    }

    @Test
    void shouldSayHowFarItIsBehind() {
        Feed feed = bench.engine.feed("one");
        assertThat(feed.lag()).isEqualTo(new Feed.Lag(0, Entry.NO_TIME, 0));
        bench.append("a");
        long firstMs = bench.nowMs;
        bench.nowMs += 1_000;
        bench.append("b");
        assertThat(feed.lag()).isEqualTo(new Feed.Lag(2, firstMs, 0));
        drain(feed);
        assertThat(feed.lag()).as("read is not delivered").isEqualTo(new Feed.Lag(2, firstMs, 0));
        feed.commit();
        bench.nowMs += 1_000;
        bench.append("c");
        assertThat(feed.lag()).isEqualTo(new Feed.Lag(1, bench.nowMs, 0));
    }

    @Test
    void shouldCountWhatRetentionRemovedBeforeItWasRead() {
        Feed feed = bench.engine.feed("one");
        for (int i = 0; i < 20; i++) {
            bench.append("x".repeat(4000));
            bench.engine.upkeepOnce();
        }
        feed.next();
        feed.commit();
        bench.nowMs += bench.retentionAge.toMillis() + 1;
        bench.engine.upkeepOnce();
        long first = bench.engine.status().first();
        assertThat(first).isGreaterThan(10);
        assertThat(feed.lag().skipped()).as("also while nothing is read").isEqualTo(first - 1);
        assertThat(feed.lag().entries()).isEqualTo(20 - first);
        int read = drain(feed).size();
        assertThat(feed.lag().skipped()).as("less what was still read").isEqualTo(19 - read);
        feed.rewind();
        assertThat(drain(feed)).hasSize((int) (20 - first));
        assertThat(feed.lag().skipped()).as("once").isEqualTo(19 - read);
        assertThat(bench.engine.feed("new").lag().skipped())
                .as("what was gone before")
                .isZero();
    }

    @Test
    void shouldBeginAgainWhenItsFileCannotBeBelievedAndSaySo() {
        bench.append("a", "b");
        Feed feed = bench.engine.feed("one");
        drain(feed);
        feed.commit();
        bench.storage.file("feed-one.at").flip(12, 3);
        bench.reopen();
        assertThat(drain(bench.engine.feed("one"))).containsExactly("0 a", "1 b");
        assertThat(bench.damages).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Damage.Kind.CORRUPTION);
            assertThat(damage.file()).isEqualTo("feed-one.at");
        });
    }

    @Test
    void shouldSayThatACommitFailedAndDeliverAgain() {
        bench.append("a");
        Feed feed = bench.engine.feed("one");
        drain(feed);
        bench.storage.faults().failedForce = 1;
        assertThatThrownBy(feed::commit).isInstanceOf(UncheckedIOException.class);
        bench.storage.faults().heal();
        feed.rewind();
        assertThat(drain(feed)).containsExactly("0 a");
        feed.commit();
        assertThat(feed.lag().entries()).isZero();
    }

    @Test
    void shouldHaveOneReaderOfANameAtATime() {
        Feed feed = bench.engine.feed("one");
        assertThatThrownBy(() -> bench.engine.feed("one"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Feed one is open already");
        feed.close();
        bench.engine.feed("one");
        assertThatThrownBy(() -> bench.engine.feed("../one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'../one'; expected");
    }
}
