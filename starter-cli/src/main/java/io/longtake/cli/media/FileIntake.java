package io.longtake.cli.media;

import io.longtake.activities.media.Arrival;
import io.longtake.activities.media.MediaStore;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.media.FileCheck.Judgement;
import io.longtake.cli.media.IntakeResult.Checked;
import io.longtake.cli.media.Refusal.Strength;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.DiskErrors;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Accepts files and URLs: reads and decodes each before a session starts or anything is sent. Does not contact a
 * backend or start a service.
 */
public final class FileIntake {
    /** The limit of the backend contract: 200 MiB. */
    static final long LIMIT_BYTES = 200L << 20;

    /** The failure type of a file that changed while it was read. */
    public static final String CHANGING = "FileChanging";

    /** The failure type of a command that can't write to the media store. */
    public static final String STORE_FAILURE = "MediaStore";

    private final Environment environment;
    private final FileLookup lookup;
    private final MediaStore store;
    private final FileCheck check = new FileCheck();

    public FileIntake(Environment environment, MediaStore store) {
        this(environment, environment.workingDirectory(), store);
    }

    /** @param base the folder to which relative names refer */
    public FileIntake(Environment environment, Path base, MediaStore store) {
        this.environment = environment;
        this.lookup = new FileLookup(base, environment.userHome());
        this.store = store;
    }

    public static boolean isUrl(String source) {
        return RemoteFile.isUrl(source);
    }

    /** Returns the name of the file at a URL, as far as the URL indicates it. */
    public static String nameOf(String url) {
        return Printable.line(RemoteFile.link(url).name());
    }

    /** Returns the file for a source if it exists; always empty for a URL. */
    public Optional<Path> file(String source) {
        return isUrl(source) ? Optional.empty() : lookup.file(source);
    }

    /**
     * Copies each file into the store and checks the copy, so that the checked content is what is sent even if the file
     * changes later. Content that no backend accepts is not kept.
     */
    public IntakeResult admit(List<String> sources) {
        return admit(sources, this::fetched);
    }

    /** Same as {@link #admit}, except that URLs are only checked for their form; admit them later. */
    public IntakeResult admitFiles(List<String> sources) {
        return admit(sources, (url, arrivals) -> named(url));
    }

    /** Handles a URL. */
    private interface OfUrl {
        Candidate of(String url, Arrivals arrivals);
    }

    private IntakeResult admit(List<String> sources, OfUrl ofUrl) {
        try (var arrivals = new Arrivals()) {
            return judged(
                    sources.stream()
                            .map(source -> isUrl(source) ? ofUrl.of(source, arrivals) : copied(source, arrivals))
                            .toList(),
                    arrivals);
        } catch (IOException e) {
            throw CommandFailure.of(
                    STORE_FAILURE, "Temporary files in the media store can't be removed: " + e.getMessage() + ".", e);
        }
    }

    /** Checks files in place and stores nothing. URLs are only checked for their form. */
    public IntakeResult examine(List<String> sources) {
        try (var none = new Arrivals()) {
            return judged(
                    sources.stream()
                            .map(source -> isUrl(source) ? named(source) : read(source))
                            .toList(),
                    none);
        } catch (IOException e) {
            throw new IllegalStateException("nothing to close", e);
        }
    }

    /** A source in progress: refused before its content was read, readable, or neither for a URL that is not fetched. */
    private record Candidate(String source, Optional<Path> path, Optional<Refusal> refusal, Optional<Content> content) {
        static Candidate refused(String source, Optional<Path> path, Refusal refusal) {
            return new Candidate(source, path, Optional.of(refusal), Optional.empty());
        }
    }

    /** The copies that the store received, in the order of their sources. */
    private static final class Arrivals implements Closeable {
        private final Deque<Arrival> open = new ArrayDeque<>();

        @Override
        public void close() throws IOException {
            for (var arrival : open) {
                arrival.close();
            }
        }
    }

    private IntakeResult judged(List<Candidate> candidates, Arrivals arrivals) {
        var judgements = new ArrayDeque<>(check.judge(
                candidates.stream().flatMap(one -> one.content().stream()).toList()));
        var copies = new ArrayDeque<>(arrivals.open);
        List<Checked> checked = new ArrayList<>();
        for (var candidate : candidates) {
            if (candidate.content().isEmpty()) {
                checked.add(new Checked(
                        candidate.source(), candidate.path(), Optional.empty(), candidate.refusal(), List.of()));
                continue;
            }
            var judgement = judgements.remove();
            if (!copies.isEmpty()) {
                keep(candidate.source(), copies.remove(), judgement);
            }
            checked.add(new Checked(
                    candidate.source(),
                    candidate.path(),
                    judgement.media(),
                    judgement.refusal(),
                    judgement.warnings()));
        }
        return new IntakeResult(checked);
    }

    private static void keep(String source, Arrival copy, Judgement judgement) {
        if (judgement.media().isPresent()) {
            var media = judgement.media().get();
            try {
                copy.keep(media.name(), media.contentType());
            } catch (IOException e) {
                throw notStored(source, e);
            }
        }
    }

    private Candidate copied(String source, Arrivals arrivals) {
        return at(source, path -> {
            var before = Files.readAttributes(path, BasicFileAttributes.class);
            var readable = receive(source, path, name(path), arrivals);
            var after = Files.readAttributes(path, BasicFileAttributes.class);
            if (!before.lastModifiedTime().equals(after.lastModifiedTime()) || after.size() != readable.bytes()) {
                arrivals.open.removeLast().close();
                return Candidate.refused(
                        source,
                        Optional.of(path),
                        new Refusal(
                                source,
                                "changed while it was read",
                                "run the same command again when it is complete",
                                Strength.NOT_NOW,
                                ExitCode.TEMPORARY,
                                CHANGING));
            }
            return new Candidate(source, Optional.of(path), Optional.empty(), Optional.of(readable));
        });
    }

    private Candidate read(String source) {
        return at(
                source,
                path -> new Candidate(
                        source,
                        Optional.of(path),
                        Optional.empty(),
                        Optional.of(new Content(source, name(path), path, Sha256.of(path), Files.size(path)))));
    }

    private Candidate named(String url) {
        try {
            RemoteFile.check(environment, url);
            return new Candidate(url, Optional.empty(), Optional.empty(), Optional.empty());
        } catch (CommandFailure failure) {
            return Candidate.refused(url, Optional.empty(), ofFetch(url, failure));
        }
    }

    private Candidate fetched(String url, Arrivals arrivals) {
        try {
            return RemoteFile.fetch(environment, url, LIMIT_BYTES, (file, name) -> {
                try {
                    if (Files.size(file) == 0) {
                        return Candidate.refused(
                                url, Optional.empty(), Refusal.unusable(url, "returns an empty file", ""));
                    }
                    return new Candidate(
                            url,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(receive(url, file, Printable.line(name), arrivals)));
                } catch (IOException e) {
                    throw notStored(url, e);
                }
            });
        } catch (CommandFailure failure) {
            if (failure.type().equals(STORE_FAILURE)) {
                throw failure;
            }
            return Candidate.refused(url, Optional.empty(), ofFetch(url, failure));
        }
    }

    private static Refusal ofFetch(String url, CommandFailure failure) {
        var sentence = failure.sentence();
        var reason = RemoteFile.names(url).stream()
                .filter(name -> sentence.startsWith(name + " "))
                .findFirst()
                .map(name -> sentence.substring(name.length() + 1))
                .orElse("can't be used: " + sentence);
        boolean later = failure.exitCode() == ExitCode.TEMPORARY;
        return new Refusal(
                url,
                reason.replaceFirst("\\.$", ""),
                "",
                later ? Strength.NOT_NOW : Strength.ALWAYS,
                failure.exitCode() == ExitCode.FAILED ? ExitCode.USAGE : failure.exitCode(),
                failure.type());
    }

    /** Reads a file that passed the first checks. */
    private interface Reading {
        Candidate of(Path path) throws IOException;
    }

    private Candidate at(String source, Reading reading) {
        var found = lookup.find(source);
        if (found instanceof FileLookup.Found.Missing missing) {
            return Candidate.refused(source, Optional.empty(), notFound(source, missing.reason()));
        }
        var path = ((FileLookup.Found.There) found).path();
        try {
            var refusal = refusalByHeader(source, path);
            return refusal.isPresent() ? Candidate.refused(source, Optional.of(path), refusal.get()) : reading.of(path);
        } catch (NoSuchFileException e) {
            return Candidate.refused(source, Optional.of(path), notFound(source, "no longer exists"));
        } catch (IOException e) {
            return Candidate.refused(source, Optional.of(path), unreadable(source, DiskErrors.reason(e)));
        }
    }

    private static Refusal notFound(String source, String reason) {
        return new Refusal(source, reason, "", Strength.ALWAYS, ExitCode.NOT_FOUND, "NotFound");
    }

    private static Refusal unreadable(String source, String reason) {
        return new Refusal(
                source, "can't be read (" + reason + ")", "", Strength.ALWAYS, ExitCode.USAGE, "FileUnreadable");
    }

    /** Checks what can be determined without opening the file: a pipe or a device might never end. */
    private static Optional<Refusal> refusalByHeader(String source, Path path) throws IOException {
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return Optional.of(notFound(source, "is a broken link"));
        }
        if (Files.isDirectory(path)) {
            return Optional.of(Refusal.unusable(source, "is a folder", "specify the files in it"));
        }
        if (!Files.isRegularFile(path)) {
            return Optional.of(Refusal.unusable(
                    source, "is a pipe, a socket or a device", "save its output to a file and specify that file"));
        }
        long bytes = Files.size(path);
        if (bytes == 0) {
            return Optional.of(Refusal.unusable(source, "is empty", ""));
        }
        if (bytes > LIMIT_BYTES) {
            return Optional.of(new Refusal(
                    source,
                    "is " + (bytes + (1 << 20) - 1) / (1 << 20) + " MB; the limit is " + (LIMIT_BYTES >> 20)
                            + " MB per file",
                    "compress or trim it",
                    Strength.ALWAYS,
                    ExitCode.USAGE,
                    "FileTooLarge"));
        }
        return Optional.empty();
    }

    private Content receive(String source, Path file, String name, Arrivals arrivals) throws IOException {
        try (var in = new Source(Files.newInputStream(file))) {
            var arrival = store.receive(in);
            arrivals.open.add(arrival);
            return new Content(source, name, arrival.file(), arrival.sha256(), arrival.bytes());
        } catch (Source.Broken e) {
            throw e.why;
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            throw notStored(source, e);
        }
    }

    /**
     * Distinguishes read errors of the file from write errors of the copy. Ends one byte after the limit, because a
     * file that grows while it is read might never end.
     */
    private static final class Source extends FilterInputStream {
        private long left = LIMIT_BYTES + 1;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int read = left == 0 ? -1 : super.read(into, offset, (int) Math.min(length, left));
                left -= Math.max(0, read);
                return read;
            } catch (IOException e) {
                throw new Broken(e);
            }
        }

        private static final class Broken extends IOException {
            private static final long serialVersionUID = 1L;

            private final IOException why;

            Broken(IOException why) {
                super(why);
                this.why = why;
            }
        }
    }

    private static String name(Path path) {
        return Printable.line(String.valueOf(path.getFileName()));
    }

    private static CommandFailure notStored(String source, IOException e) {
        return CommandFailure.of(
                STORE_FAILURE,
                Printable.line(source) + " can't be saved in the media store: " + e.getMessage()
                        + ". Nothing was sent.",
                e);
    }
}
