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

/** What the commands that queue work are asked for. Nothing in it depends on what a session holds at that moment. */
public final class RequestContents {
    private RequestContents() {}

    public static RequestContent edit(String session, String prompt, Optional<Double> maxCredits) {
        return RequestContent.of("edit")
                .with("session", session)
                .with("prompt", prompt)
                .with("limit of credits", maxCredits.map(Credits::plain));
    }

    /** @param overwrite what becomes of a file in the way, where the person said it */
    public static RequestContent export(String session, Path output, Optional<String> overwrite) {
        return RequestContent.of("export")
                .with("session", session)
                .with("output", output.toString())
                .with("files in the way", overwrite);
    }

    /** @param duplicates what becomes of files that the session holds, where the person said it */
    public static RequestContent upload(String session, IntakeResult files, Optional<String> duplicates) {
        return RequestContent.of("upload")
                .with("session", session)
                .with("files", files(files))
                .with("duplicates", duplicates);
    }

    /** With a higher limit of credits it is the same wish: it goes on behind what the lower one allowed. */
    public static RequestContent rebuild(String session, boolean replayEdits, boolean force) {
        return RequestContent.of("rebuild")
                .with("session", session)
                .with("replay of edits", Boolean.toString(replayEdits))
                .with("force", Optional.of("yes").filter(any -> force));
    }

    /** One line of a talk. */
    public static RequestContent said(String session, TurnSpec turn) {
        var wish = RequestContent.of("chat").with("session", session);
        if (turn instanceof TurnSpec.Edit edit) {
            return wish.with("prompt", edit.prompt());
        }
        if (turn instanceof TurnSpec.AddMedia media) {
            // The list's address tells equal files from others.
            return wish.with(
                    "files",
                    media.named().inWords() + " [" + media.files().document().sha256() + "]");
        }
        return wish.with("export", "");
    }

    /** The files by their names and contents, links by their addresses: what they give may change from one time to the next. */
    public static String files(IntakeResult admission) {
        return admission.files().stream().map(RequestContents::file).collect(Collectors.joining(", "));
    }

    private static String file(IntakeResult.Checked file) {
        if (FileIntake.isUrl(file.source())) {
            // An address may hold a key; its digest tells it from others all the same.
            return FileIntake.nameOf(file.source()) + " [" + Sha256.of(file.source()) + "]";
        }
        return file.media().map(RequestContents::kept).orElse(file.source());
    }

    private static String kept(MediaRef file) {
        return file.name() + " [" + file.sha256() + "]";
    }
}
