package io.longtake.cli.telemetry;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.longtake.cli.terminal.Printable;
import java.nio.charset.StandardCharsets;

/**
 * Writes each log entry as one JSON object on one line. {@code mdc} contains session, turn, and what the Temporal SDK adds, such as
 * {@code WorkflowId}. Invisible characters are escaped as in other JSON output.
 */
public final class JsonLog extends JsonEncoder {
    public JsonLog() {
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithContext(false);
        setWithMessage(false);
        setWithArguments(false);
        setWithFormattedMessage(true);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return Printable.json(new String(super.encode(event), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
