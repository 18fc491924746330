package io.longtake.cli.terminal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/**
 * Applies {@link Printable} to logs: {@code %printable(…)} in a pattern, and {@code %printable(…){line}} for a message
 * whose line breaks must not look like separate entries.
 */
public final class PrintableLog extends CompositeConverter<ILoggingEvent> {
    @Override
    protected String transform(ILoggingEvent event, String text) {
        return "line".equals(getFirstOption()) ? Printable.line(text) : Printable.text(text);
    }
}
