package io.fivenines.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.membership.Drain.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final int RATE = 20;
    private final FakeDoors doors = new FakeDoors();
    private final Drain drain =
            new Drain(doors, new MembershipConfig(null, "host", "127.0.0.1", 0, RATE, Duration.ofSeconds(2)));
    private long nowMs = 1_000_000;

    @Test
    void shouldDoNothingUntilItIsWanted() {
        step(false, true, 100);
        assertThat(drain.phase()).isEqualTo(Phase.SERVING);
        assertThat(doors.open).isTrue();
        assertThat(doors.connections).isEqualTo(100);
    }

    @Test
    void shouldGoOnAcceptingForTheGraceAndWhileItHasAnAddress() {
        step(true, false, 0);
        assertThat(drain.phase()).isEqualTo(Phase.LEAVING);
        step(true, false, 1999);
        assertThat(doors.open).isTrue();
        step(true, true, 1);
        assertThat(doors.open).isTrue();
        step(true, true, 60_000);
        assertThat(drain.phase()).isEqualTo(Phase.LEAVING);
        step(true, false, 1);
        assertThat(drain.phase()).isEqualTo(Phase.CLOSING);
        assertThat(doors.open).isFalse();
        assertThat(doors.connections).isEqualTo(100);
    }

    @Test
    void shouldCloseAtTheRateUntilNobodyIsLeft() {
        step(true, false, 0);
        step(true, false, 2000);
        for (int i = 0; i < 10; i++) {
            step(true, false, 100);
        }
        assertThat(doors.connections).isEqualTo(100 - RATE);
        for (int i = 0; i < 41; i++) {
            step(true, false, 100);
        }
        assertThat(doors.connections).isZero();
        assertThat(drain.phase()).isEqualTo(Phase.EMPTY);
    }

    @Test
    void shouldNotMakeUpForALongPauseAtOnce() {
        step(true, false, 0);
        step(true, false, 2000);
        step(true, false, 60_000);
        assertThat(doors.connections).isEqualTo(100 - RATE);
    }

    @Test
    void shouldEndThoseAtTheRateThatAreOwedWhatNobodyCanGiveThem() {
        doors.owed = 30;
        step(true, false, 0);
        step(true, false, 2000);
        for (int i = 0; i < 10; i++) {
            step(true, false, 1000);
        }
        assertThat(doors.connections).isEqualTo(30);
        for (int i = 0; i < 8; i++) {
            step(true, false, 1000);
            assertThat(doors.connections).isEqualTo(30);
        }
        for (int i = 0; i < 5 && doors.connections == 30; i++) {
            step(true, false, 1000);
        }
        assertThat(doors.connections).isEqualTo(30 - RATE);
        step(true, false, 1000);
        assertThat(doors.connections).isZero();
        step(true, false, 1000);
        assertThat(drain.phase()).isEqualTo(Phase.EMPTY);
    }

    @Test
    void shouldServeAgainOnceThePortsCanBeHad() {
        step(true, false, 0);
        step(true, false, 2000);
        doors.taken = true;
        step(false, false, 100);
        assertThat(drain.phase()).isEqualTo(Phase.CLOSING);
        doors.taken = false;
        step(false, false, 100);
        assertThat(drain.phase()).isEqualTo(Phase.SERVING);
        assertThat(doors.open).isTrue();
    }

    private void step(boolean wanted, boolean owning, long ms) {
        nowMs += ms;
        drain.step(wanted, owning, TimeUnit.MILLISECONDS.toNanos(nowMs));
    }

    private static final class FakeDoors implements Doors {
        private boolean open = true;
        private boolean taken;
        private int connections = 100;
        private int owed;

        @Override
        public void shut() {
            open = false;
        }

        @Override
        public void open() throws IOException {
            if (taken) {
                throw new IOException("port taken");
            }
            open = true;
        }

        @Override
        public void elsewhere(Set<String> addresses) {}

        @Override
        public int sendAway(int count) {
            return 0;
        }

        @Override
        public void closeIdle(int count) {
            connections -= Math.min(count, connections - owed);
        }

        @Override
        public void end(int count) {
            connections -= Math.min(count, connections);
        }

        @Override
        public int connections() {
            return connections;
        }
    }
}
