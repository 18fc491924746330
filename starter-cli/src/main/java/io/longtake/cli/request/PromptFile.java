package io.longtake.cli.request;

import io.longtake.cli.outcome.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a prompt from a file or from standard input: UTF-8, with or without a byte order mark. */
public final class PromptFile {
    /** Stands for standard input. */
    public static final String STDIN = "-";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PromptFile() {}

    /** @throws CommandFailure exit 3, if the file does not exist; exit 2, if it is not a text of the permitted length */
    public static String read(Path file) {
        if (!Files.exists(file)) {
            throw CommandFailure.notFound("The prompt file " + file + " does not exist. Nothing was sent.");
        }
        if (Files.isDirectory(file)) {
            throw CommandFailure.usage(
                    "--prompt-file " + file + " is a folder. Specify a text file, or - for standard input.");
        }
        try (var in = Files.newInputStream(file)) {
            return text(in, "The prompt file " + file);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "PromptUnreadable",
                    "The prompt file " + file + " can't be read: " + e.getMessage() + ". Nothing was sent.",
                    e);
        }
    }

    /** Reads standard input to its end. */
    public static String readStdin() {
        try {
            return text(System.in, "The prompt on standard input");
        } catch (IOException e) {
            throw CommandFailure.of(
                    "PromptUnreadable",
                    "The prompt can't be read from standard input: " + e.getMessage() + ". Nothing was sent.",
                    e);
        }
    }

    private static String text(InputStream in, String what) throws IOException {
        // A character has at most four bytes; a longer text exceeds the limit in any case.
        int most = 4 * Prompts.LIMIT + BYTE_ORDER_MARK.length() * 3;
        var bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw CommandFailure.usage(
                    what + " has more than " + most + " bytes; the limit is " + Prompts.LIMIT + " characters.");
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw CommandFailure.usage(what + " is not valid UTF-8 text.");
        }
    }
}
