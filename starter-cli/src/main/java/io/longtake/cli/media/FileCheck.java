package io.longtake.cli.media;

import io.longtake.cli.media.Refusal.Strength;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.media.MediaException;
import io.longtake.media.MediaFormat;
import io.longtake.media.guard.DecodeGuard;
import io.longtake.media.intake.MediaFacts;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the content of whole files. A guarded child process decodes them; this class derives the result. */
final class FileCheck {
    private final Inspection inspection;

    FileCheck() {
        this(new DecodeGuard()::probe);
    }

    FileCheck(Inspection inspection) {
        this.inspection = inspection;
    }

    /** Decodes a file. */
    interface Inspection {
        MediaFacts of(Path file) throws IOException;
    }

    /**
     * @param media the content with its type; empty if no backend accepts it
     * @param refusal why at least the studio refuses it
     * @param warnings sentences
     */
    record Judgement(Optional<MediaRef> media, Optional<Refusal> refusal, List<String> warnings) {
        static Judgement of(Refusal refusal) {
            return new Judgement(Optional.empty(), Optional.of(refusal), List.of());
        }
    }

    /** Checks the files and returns the results in the same order. Identical content with the same name is decoded once. */
    List<Judgement> judge(List<Content> files) {
        Map<String, Judgement> known = new HashMap<>();
        return files.stream()
                .map(file -> known.computeIfAbsent(file.sha256() + file.name(), same -> judge(file)))
                .toList();
    }

    private Judgement judge(Content file) {
        try {
            var format = MediaFormat.of(file.file());
            if (format.isEmpty()) {
                return Judgement.of(ForeignFormat.of(file.file()).refusal(file.source()));
            }
            return judge(file, format.get());
        } catch (IOException e) {
            // The child process failed, not the file.
            throw new CommandFailure(
                    ExitCode.TEMPORARY,
                    "FileCheck",
                    file.source() + " can't be checked: " + reason(file, e) + ". Nothing was sent. Try again.",
                    e);
        }
    }

    /** The message without the name of the temporary copy that was inspected. */
    private static String reason(Content file, IOException e) {
        var name = String.valueOf(file.file().getFileName());
        var message = String.valueOf(e.getMessage()).replace(file.file().toString(), file.source());
        var start = name + " could not be inspected: ";
        return (message.startsWith(start) ? message.substring(start.length()) : message)
                .replace(name, file.source())
                .replaceFirst("\\.$", "");
    }

    private Judgement judge(Content file, MediaFormat format) throws IOException {
        try {
            var facts = inspection.of(file.file());
            return new Judgement(
                    Optional.of(media(file, facts.format(), facts.kind())),
                    Optional.empty(),
                    facts.warnings().stream()
                            .map(warning ->
                                    warning.replace(String.valueOf(file.file().getFileName()), file.name()))
                            .toList());
        } catch (MediaException e) {
            var refusal = refusal(file, format, e);
            return new Judgement(
                    Optional.of(media(file, format, format.kind()))
                            .filter(some -> refusal.strength() == Strength.STUDIO),
                    Optional.of(refusal),
                    List.of());
        }
    }

    private static MediaRef media(Content file, MediaFormat format, MediaFormat.Kind kind) {
        return new MediaRef(file.sha256(), file.bytes(), file.name(), ContentTypes.of(format, kind, file.name()));
    }

    private static Refusal refusal(Content file, MediaFormat format, MediaException e) {
        var reason = e.predicate(file.file());
        // HEIC is converted on this machine before the upload, so it must be decodable for every backend.
        boolean converted = format == MediaFormat.HEIC;
        return switch (e.reason()) {
            case CUT_OFF -> Refusal.unusable(file.source(), reason, "export, copy or download it again");
            case DAMAGED ->
                Refusal.unusable(file.source(), reason, "export, copy or download it again")
                        .as(converted ? Strength.ALWAYS : Strength.STUDIO);
            case UNSUPPORTED ->
                Refusal.unusable(file.source(), reason, "convert it to another format")
                        .as(converted ? Strength.ALWAYS : Strength.STUDIO);
            case TOO_LARGE, TOO_EXPENSIVE ->
                Refusal.unusable(file.source(), reason, "make it smaller")
                        .as(converted ? Strength.ALWAYS : Strength.STUDIO);
            case INTERNAL ->
                new Refusal(
                        file.source(),
                        "could not be checked: the decoder reported an error",
                        "run `longtake doctor`, then try again",
                        Strength.NOT_NOW,
                        ExitCode.TEMPORARY,
                        "FileCheck");
        };
    }
}
