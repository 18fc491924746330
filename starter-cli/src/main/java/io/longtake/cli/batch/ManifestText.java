package io.longtake.cli.batch;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decodes the bytes of a manifest. A byte order mark, valid UTF-8, or the zero bytes of UTF-16 determine the encoding. Otherwise
 * the encoding is guessed; a guess that is not clear is rejected.
 *
 * @param guess the name of an encoding that was chosen by likelihood only
 */
record ManifestText(String text, Optional<String> guess) {
    private static final Map<Integer, Charset> MARKS = Map.of(
            0xEFBBBF, StandardCharsets.UTF_8, 0xFFFE, StandardCharsets.UTF_16LE, 0xFEFF, StandardCharsets.UTF_16BE);

    /** Encodings that spreadsheets and editors write, other than UTF-8 and UTF-16. */
    private enum Legacy {
        GB18030("GB18030", Writing.CHINESE, "GB18030"),
        BIG5("Big5", Writing.CHINESE, "Big5"),
        SHIFT_JIS("windows-31j", Writing.JAPANESE, "Shift_JIS"),
        EUC_JP("EUC-JP", Writing.JAPANESE, "EUC-JP"),
        EUC_KR("x-windows-949", Writing.KOREAN, "EUC-KR"),
        WESTERN("windows-1252", Writing.LATIN, "ISO-8859-1", "windows-1252"),
        CENTRAL("windows-1250", Writing.LATIN, "ISO-8859-2", "windows-1250"),
        TURKISH("windows-1254", Writing.LATIN, "ISO-8859-9", "windows-1254"),
        CYRILLIC("windows-1251", Writing.CYRILLIC, "windows-1251"),
        KOI8("KOI8-R", Writing.CYRILLIC, "KOI8-R");

        private final Charset charset;
        private final Writing writing;

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<String> detected;

        /** @param detected the names that ICU uses */
        Legacy(String charset, Writing writing, String... detected) {
            this.charset = Charset.forName(charset);
            this.writing = writing;
            this.detected = Set.of(detected);
        }
    }

    /** The required lead of the best guess over the next one, of 100. */
    private static final int CLEAR_LEAD = 5;

    /** A bonus: of two equally likely readings, the western one is nearly always right. */
    private static final int WESTERN_IS_FREQUENT = 5;

    /**
     * @param path for messages; files next to it whose names occur in the text help to find its encoding
     * @param encoding the encoding given by the user
     */
    static ManifestText of(byte[] bytes, Path path, Optional<Charset> encoding) {
        var marked = mark(bytes);
        if (encoding.isPresent()) {
            var text = strict(bytes, encoding.get())
                    .orElseThrow(() -> CommandFailure.usage(path + " is not "
                            + encoding.get().name() + " text. Omit --encoding or specify another one."));
            return new ManifestText(text.startsWith("\uFEFF") ? text.substring(1) : text, Optional.empty());
        }
        if (marked.isPresent()) {
            return marked.get();
        }
        var utf16 = utf16ByZeroBytes(bytes);
        if (utf16.isPresent()) {
            return new ManifestText(strict(bytes, utf16.get()).orElseThrow(() -> noText(path)), Optional.empty());
        }
        return strict(bytes, StandardCharsets.UTF_8)
                .map(text -> new ManifestText(text, Optional.empty()))
                .orElseGet(() -> guessed(bytes, path));
    }

    /** @throws CommandFailure exit 2, when there is no such encoding */
    static Charset charset(String name) {
        try {
            var charset = Charset.forName(name.equalsIgnoreCase("ansi") ? "windows-1252" : name.strip());
            // Users say GBK; such files contain its superset GB18030.
            return charset.name().matches("(?i)gbk|gb2312|x-mswin-936") ? Charset.forName("GB18030") : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw CommandFailure.usage("Unknown encoding '" + name
                    + "'. Use utf-8, utf-16, gbk, big5, shift_jis, euc-kr, windows-1251, windows-1252 or another name"
                    + " that Java supports.");
        }
    }

    private static Optional<ManifestText> mark(byte[] bytes) {
        for (int length : new int[] {3, 2}) {
            if (bytes.length < length) {
                continue;
            }
            int mark = 0;
            for (int i = 0; i < length; i++) {
                mark = mark << 8 | (bytes[i] & 0xFF);
            }
            var charset = MARKS.get(mark);
            if (charset != null) {
                var text = new String(bytes, length, bytes.length - length, charset);
                return Optional.of(new ManifestText(text, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** Detects UTF-16 without a byte order mark: in such text, many bytes at even or at odd positions are zero. */
    private static Optional<Charset> utf16ByZeroBytes(byte[] bytes) {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        if (bytes.length % 2 != 0 || Math.max(zeros[0], zeros[1]) < bytes.length / 6.0) {
            return Optional.empty();
        }
        return Optional.of(zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** @param confidence of 100 */
    private record Guess(Legacy encoding, String text, int confidence) {}

    private static ManifestText guessed(byte[] bytes, Path path) {
        if (!looksLikeText(bytes)) {
            throw noText(path);
        }
        var guesses = guesses(bytes);
        var names =
                guesses.stream().map(guess -> filesNamed(guess.text(), path)).toList();
        long most = names.stream().mapToLong(Long::longValue).max().orElse(0);
        var best = IntStream.range(0, guesses.size())
                .filter(i -> names.get(i) == most)
                .mapToObj(guesses::get)
                .toList();
        if (best.isEmpty() || isAmbiguous(best)) {
            throw ambiguousEncoding(path, guesses);
        }
        var encoding = best.get(0).encoding().charset.name();
        return new ManifestText(best.get(0).text(), most > 0 ? Optional.empty() : Optional.of(encoding));
    }

    private static boolean isAmbiguous(List<Guess> guesses) {
        var best = guesses.get(0);
        return guesses.stream()
                .anyMatch(one -> !one.text().equals(best.text()) && one.confidence() > best.confidence() - CLEAR_LEAD);
    }

    /** Sorted by likelihood, the best guess first. */
    private static List<Guess> guesses(byte[] bytes) {
        var detected = new CharsetDetector().setText(bytes).detectAll();
        List<Guess> guesses = new ArrayList<>();
        for (var encoding : Legacy.values()) {
            int confidence = Arrays.stream(detected)
                            .filter(match -> encoding.detected.contains(match.getName()))
                            .mapToInt(CharsetMatch::getConfidence)
                            .max()
                            .orElse(0)
                    + (encoding == Legacy.WESTERN ? WESTERN_IS_FREQUENT : 0);
            strict(bytes, encoding.charset)
                    .filter(ManifestText::isPlausible)
                    .filter(encoding.writing::isPlausible)
                    .ifPresent(text -> guesses.add(new Guess(encoding, text, confidence)));
        }
        guesses.sort(Comparator.comparingInt(Guess::confidence).reversed());
        return guesses;
    }

    /**
     * Counts the files next to the manifest whose names occur in the text and contain non-ASCII letters: a single one is better
     * evidence than any likelihood.
     */
    private static long filesNamed(String text, Path path) {
        return Arrays.stream(text.split("[,;\t|\"\r\n]"))
                .map(String::strip)
                .filter(word -> word.chars().anyMatch(c -> c > 0x7F))
                .filter(word -> isFile(path, word))
                .distinct()
                .count();
    }

    private static boolean isFile(Path path, String name) {
        try {
            return Files.isRegularFile(path.resolveSibling(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean looksLikeText(byte[] bytes) {
        for (byte one : bytes) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    /** C1 controls, private-use and unassigned characters indicate a wrong guess. */
    private static boolean isPlausible(String text) {
        return text.codePoints()
                .noneMatch(character -> (character >= 0x80 && character < 0xA0)
                        || Character.getType(character) == Character.PRIVATE_USE
                        || Character.getType(character) == Character.UNASSIGNED);
    }

    private static CommandFailure noText(Path path) {
        return new CommandFailure(
                ExitCode.USAGE,
                "Manifest",
                path + " is not text; a manifest is CSV, JSON Lines or a JSON array, preferably in UTF-8.");
    }

    private static CommandFailure ambiguousEncoding(Path path, List<Guess> guesses) {
        var names = guesses.stream()
                .map(one -> one.encoding().charset.name())
                .limit(3)
                .collect(Collectors.joining(" or "));
        return new CommandFailure(
                ExitCode.USAGE,
                "Manifest",
                path + " is not UTF-8, and its encoding is not clear" + (names.isEmpty() ? "" : " (" + names + "?)")
                        + ". Save it as UTF-8, or specify --encoding NAME, such as gbk or windows-1252.");
    }

    /** A message for the user about a guess, with the first non-ASCII text as an example. */
    Optional<String> note(Path path) {
        return guess.map(
                encoding -> path + " is read as " + encoding + example() + "; if this is wrong, use --encoding NAME.");
    }

    private String example() {
        return text.lines()
                .flatMap(line -> List.of(line.split("[,;\t|\"]")).stream())
                .map(String::strip)
                .filter(word -> word.chars().anyMatch(c -> c > 0x7F))
                .findFirst()
                .map(word -> " (\"" + Printable.line(word.length() > 30 ? word.substring(0, 30) + "…" : word) + "\")")
                .orElse("");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "ManifestText[%d characters, %s]", text.length(), guess.orElse("certain"));
    }
}
