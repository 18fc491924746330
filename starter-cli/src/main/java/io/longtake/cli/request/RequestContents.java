package io.longtake.cli.request;

import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.IntakeResult;
import io.longtake.files.digest.Sha256;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.TurnSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The contents of the requests of commands that queue work. They do not depend on the current state of the session. */
public final class RequestContents {
    private RequestContents() {}

    public static RequestContent edit(String session, String prompt, Optional<Double> maxCredits) {
        return RequestContent.of("edit")
                .with("session", session)
                .with("prompt", prompt)
                .with("credit limit", maxCredits.map(Credits::plain));
    }

    /** @param overwrite what to do with an existing file, if the user specified it */
    public static RequestContent export(String session, Path output, Optional<String> overwrite) {
        return RequestContent.of("export")
                .with("session", session)
                .with("output", output.toString())
                .with("overwrite", overwrite);
    }

    /** @param duplicates what to do with files that the session already has, if the user specified it */
    public static RequestContent upload(String session, IntakeResult files, Optional<String> duplicates) {
        return RequestContent.of("upload")
                .with("session", session)
                .with("files", files(files))
                .with("duplicates", duplicates);
    }

    /**
     * The credit limit is not part of the content: a repeated command with a higher limit continues where the lower one
     * stopped.
     */
    public static RequestContent rebuild(String session, boolean replayEdits, boolean force) {
        return RequestContent.of("rebuild")
                .with("session", session)
                .with("repeat edits", Boolean.toString(replayEdits))
                .with("force", Optional.of("yes").filter(any -> force));
    }

    /** Returns the content of one chat line. */
    public static RequestContent messageRequest(String session, TurnSpec turn) {
        var content = RequestContent.of("chat").with("session", session);
        if (turn instanceof TurnSpec.Edit edit) {
            return content.with("prompt", edit.prompt());
        }
        if (turn instanceof TurnSpec.AddMedia media) {
            // The hash of the list distinguishes it from lists with the same names.
            return content.with(
                    "files",
                    media.named().asText() + " [" + media.files().document().sha256() + "]");
        }
        return content.with("export", "");
    }

    /**
     * Returns the files by name and content, and URLs by address, because the content at a URL may change between
     * commands.
     */
    public static String files(IntakeResult intakeResult) {
        return intakeResult.files().stream().map(RequestContents::file).collect(Collectors.joining(", "));
    }

    private static String file(IntakeResult.Checked file) {
        if (FileIntake.isUrl(file.source())) {
            // A URL may contain a secret; its digest identifies it as well.
            return FileIntake.nameOf(file.source()) + " [" + Sha256.of(file.source()) + "]";
        }
        return file.media().map(RequestContents::kept).orElse(file.source());
    }

    private static String kept(MediaRef file) {
        return file.name() + " [" + file.sha256() + "]";
    }
}
