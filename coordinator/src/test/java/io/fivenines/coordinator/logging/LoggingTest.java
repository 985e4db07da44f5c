package io.fivenines.coordinator.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoggingTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** As the gateway is logged, but not to its standard error. */
    @BeforeEach
    void readTheRealConfiguration() throws JoranException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
        appender().setOutputStream(written);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void shouldWriteTextUnlessToldOtherwise() {
        Logging.configure(LogConfig.DEFAULT, context);
        context.getLogger("io.fivenines.gateway.Node")
                .atInfo()
                .addKeyValue("ident", "1")
                .log("hello");
        assertThat(written.toString(StandardCharsets.UTF_8)).endsWith(": hello ident=1\n");
        assertThat(appender().getEncoder()).isInstanceOf(LayoutWrappingEncoder.class);
    }

    @Test
    void shouldWriteJsonOnRequest() {
        Logging.configure(new LogConfig(LogConfig.Format.JSON, LogConfig.Level.INFO), context);
        appender().setOutputStream(written);
        context.getLogger("io.fivenines.gateway.Node")
                .atInfo()
                .addKeyValue("ident", "1")
                .log("hello");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .startsWith("{\"timestamp\":")
                .contains("{\"ident\":\"1\"}")
                .contains("\"formattedMessage\":\"hello\"");
    }

    @Test
    void shouldKeepToTheLevel() {
        Logging.configure(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.ERROR), context);
        context.getLogger("io.fivenines.gateway.Node").warn("quiet");
        assertThat(written.size()).isZero();
    }

    private OutputStreamAppender<ILoggingEvent> appender() {
        return (OutputStreamAppender<ILoggingEvent>)
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    }
}
