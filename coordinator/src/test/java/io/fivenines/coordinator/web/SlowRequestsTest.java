package io.fivenines.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EventListener;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowRequestsTest {
    private long nowMs = 1_000_000;
    private final SlowRequests slow = new SlowRequests(2, () -> Instant.ofEpochMilli(nowMs));

    @AfterEach
    void close() {
        slow.close();
    }

    private Line open() {
        Line line = new Line();
        slow.onOpened(line);
        return line;
    }

    private void pass(int seconds) {
        nowMs += seconds * 1000L;
        slow.look();
    }

    @Test
    void shouldEndARequestThatDripsIn() {
        Line line = open();
        for (int i = 0; i < 10 && !line.closed; i++) {
            line.bytesIn++;
            pass(2);
        }
        assertThat(line.closed).isTrue();
        assertThat(nowMs).isEqualTo(1_014_000);
    }

    @Test
    void shouldLetARequestBeAnsweredLate() {
        Line line = open();
        line.bytesIn = 200;
        line.messagesIn = 1;
        pass(1);
        line.bytesIn = 300;
        pass(1);
        pass(120);
        line.messagesOut = 1;
        pass(1);
        line.bytesIn = 400;
        pass(5);
        line.messagesIn = 2;
        line.bytesIn = 500;
        pass(20);
        assertThat(line.closed).isFalse();
    }

    @Test
    void shouldEndABodyThatDripsIn() {
        Line line = open();
        line.messagesIn = 1;
        for (int i = 0; i < 10; i++) {
            line.bytesIn++;
            pass(2);
        }
        assertThat(line.closed).isTrue();
    }

    @Test
    void shouldKeepOneAddressFromTakingAll() {
        Line first = open();
        open();
        assertThat(open().closed).isTrue();
        slow.onClosed(first);
        slow.onClosed(first);
        assertThat(first.closed).isFalse();
    }

    private static final class Line implements Connection {
        private final EndPoint endPoint = new ByteArrayEndPoint();
        private long bytesIn;
        private long messagesIn;
        private long messagesOut;
        private boolean closed;

        @Override
        public void addEventListener(EventListener listener) {}

        @Override
        public void removeEventListener(EventListener listener) {}

        @Override
        public void onOpen() {}

        @Override
        public void onClose(Throwable cause) {}

        @Override
        public EndPoint getEndPoint() {
            return endPoint;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public boolean onIdleExpired(TimeoutException timeout) {
            return true;
        }

        @Override
        public long getMessagesIn() {
            return messagesIn;
        }

        @Override
        public long getMessagesOut() {
            return messagesOut;
        }

        @Override
        public long getBytesIn() {
            return bytesIn;
        }

        @Override
        public long getBytesOut() {
            return 0;
        }

        @Override
        public long getCreatedTimeStamp() {
            return 0;
        }
    }
}
