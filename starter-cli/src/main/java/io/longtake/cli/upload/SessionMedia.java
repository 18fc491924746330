package io.longtake.cli.upload;

import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.session.FileLists;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.session.SessionView;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that a session has at the backend now, by content. Uploads in progress are not included, because they may
 * fail; the upload turn checks again when it starts.
 */
public final class SessionMedia {
    private final Set<String> contents;

    private SessionMedia(List<UploadedMedia> uploads) {
        this.contents = uploads.stream().map(upload -> upload.source().sha256()).collect(Collectors.toSet());
    }

    /**
     * Returns an empty list of files if the session's list is not in this home; the upload itself skips files that
     * exist.
     */
    public static SessionMedia of(SessionView view, FileLists lists) {
        try {
            return new SessionMedia(lists.held(view));
        } catch (IOException e) {
            return none();
        }
    }

    /** Returns the files of a session that does not exist yet: none. */
    public static SessionMedia none() {
        return new SessionMedia(List.of());
    }

    public boolean has(MediaRef file) {
        return contents.contains(file.sha256());
    }

    /** Returns those of the files that the session does not have. */
    public List<MediaRef> fresh(List<MediaRef> files) {
        return files.stream().filter(file -> !has(file)).toList();
    }

    /** Returns those of the files that the session has, as the user entered them. */
    public List<String> among(IntakeResult intakeResult) {
        return intakeResult.files().stream()
                .filter(one -> one.media().filter(this::has).isPresent())
                .map(IntakeResult.Checked::source)
                .distinct()
                .toList();
    }
}
