package io.longtake.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class JsonLogTest {
    @Test
    void eachEntryIsOneObjectOnOneLineWithItsSessionAndTurn() throws Exception {
        var written = new ByteArrayOutputStream();
        var context = context(written);
        MDC.put("session", "demo");
        MDC.put("turn", "2");
        try {
            context.getLogger("io.longtake.Example")
                    .warn("took {}", "a\u001b]0;x\u0007\u202eb\nforged", new IllegalStateException("why"));
        } finally {
            MDC.clear();
        }

        var lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).doesNotContain("\u202e", "\u001b");
        var entry = new ObjectMapper().readTree(lines.get(0));
        assertThat(entry.path("formattedMessage").asText()).isEqualTo("took a\u001b]0;x\u0007\u202eb\nforged");
        assertThat(entry.path("level").asText()).isEqualTo("WARN");
        assertThat(entry.path("mdc").path("session").asText()).isEqualTo("demo");
        assertThat(entry.path("mdc").path("turn").asText()).isEqualTo("2");
        assertThat(entry.path("throwable").path("message").asText()).isEqualTo("why");
        assertThat(entry.path("timestamp").isNumber()).isTrue();
    }

    /** The configuration of the product, with a stream in place of stderr. */
    private static LoggerContext context(ByteArrayOutputStream written) throws Exception {
        var context = new LoggerContext();
        context.setMDCAdapter((ch.qos.logback.classic.util.LogbackMDCAdapter) MDC.getMDCAdapter());
        context.putProperty("longtake.log.level", "INFO");
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(JsonLogTest.class.getResource("/logback.xml"));
        LogFormat.json(context);
        var appender =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
        appender.setOutputStream(written);
        return context;
    }
}
