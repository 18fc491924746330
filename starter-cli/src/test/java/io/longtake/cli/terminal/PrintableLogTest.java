package io.longtake.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintableLogTest {
    @Test
    void aMessageCanNeitherControlTheTerminalNorForgeAnEntry() throws Exception {
        var context = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(PrintableLogTest.class.getResource("/logback.xml"));
        var root = context.getLogger("ROOT");
        var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("STDERR");
        var encoder = (PatternLayoutEncoder) appender.getEncoder();

        var event = new LoggingEvent(
                "x",
                root,
                Level.INFO,
                "took \u001b]0;x\u0007a\n2026 INFO forged",
                new IllegalStateException("why \u202eb"),
                null);
        var lines = new String(encoder.encode(event), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(lines.get(0)).endsWith("took ␛]0;x␇a␊2026 INFO forged");
        assertThat(lines.get(1)).contains("IllegalStateException: why [U+202E]b");
        assertThat(lines.get(2)).startsWith("\tat ");
    }
}
