package io.longtake.cli.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.AggregateCompleter;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/** Lines that the user types at a terminal. */
final class TypedLines implements ChatLines {
    private final Terminal terminal;
    private final LineReader reader;

    TypedLines(Terminal terminal, Path history) {
        this.terminal = terminal;
        // A prompt is not a shell command: apostrophes and backslashes have no special meaning.
        var parser = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(new AggregateCompleter(
                        new StringsCompleter(
                                "help", "/cancel", "quit", "export", "credits", "status", "upload", "导出", "积分", "状态",
                                "上传"),
                        new FileNameCompleter()))
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    @Override
    public Optional<String> next() {
        while (true) {
            try {
                return ContinuedLines.message(this::line);
            } catch (UserInterruptException e) {
                terminal.writer().println("To leave, press Ctrl-D.");
                terminal.flush();
            }
        }
    }

    private Optional<String> line(boolean continued) {
        try {
            return Optional.of(reader.readLine(continued ? "… " : "> "));
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public Watch onInterrupt(Thread thread) {
        var usual = terminal.handle(Signal.INT, signal -> thread.interrupt());
        return () -> terminal.handle(Signal.INT, usual);
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            // The process is ending.
        }
    }
}
