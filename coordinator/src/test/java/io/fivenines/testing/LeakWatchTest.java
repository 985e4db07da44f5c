package io.fivenines.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;
import org.slf4j.LoggerFactory;

class LeakWatchTest {
    private final Logger leaks = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final ErrorLog log = new ErrorLog();

    @BeforeEach
    void keepTheRealRunOutOfIt() {
        LeakWatch.flush();
        log.setContext(leaks.getLoggerContext());
        log.start();
        leaks.addAppender(log);
        leaks.setAdditive(false);
    }

    @AfterEach
    void giveTheLoggerBack() {
        leaks.detachAppender(log);
        leaks.setAdditive(true);
    }

    @Test
    void shouldFailARunThatLeakedABufferAtItsEnd() {
        LauncherSession session = open();
        leak();
        assertThatThrownBy(session::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("LEAK: ", "LeakWatchTest.leak");
    }

    @Test
    void shouldPassARunThatReleasedItsBuffers() {
        LauncherSession session = open();
        ByteBufAllocator.DEFAULT.buffer(16).release();
        assertThatCode(session::close).doesNotThrowAnyException();
    }

    @Test
    void shouldWatchWithParanoia() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    private LauncherSession open() {
        return LauncherFactory.openSession(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .addLauncherSessionListeners(new LeakWatch(() -> log))
                .build());
    }

    private static void leak() {
        ByteBuf forgotten = ByteBufAllocator.DEFAULT.buffer(16);
        forgotten.writeByte(1);
    }
}
