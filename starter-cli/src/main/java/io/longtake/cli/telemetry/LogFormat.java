package io.longtake.cli.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.setting.Setting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The format of a service's log. */
public final class LogFormat {
    private static final Logger log = LoggerFactory.getLogger(LogFormat.class);
    private static final String APPENDER = "STDERR";

    private LogFormat() {}

    /** Applies the setting {@code log.format} to a service. Call this first, so that every line has the same format. */
    public static void apply(Invocation invocation) {
        if (invocation.settings().text(Setting.LOG_FORMAT).equals("json")
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            json(context);
            invocation.statusOutput().writeTo(log::info);
        }
    }

    static void json(LoggerContext context) {
        var encoder = new JsonLog();
        encoder.setContext(context);
        encoder.start();
        if (context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
                instanceof ConsoleAppender<ILoggingEvent> stderr) {
            stderr.setEncoder(encoder);
        }
    }
}
