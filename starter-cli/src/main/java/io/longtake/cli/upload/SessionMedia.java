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
 * Which files a session has at the backend at this moment, by their content. Those on their way there may not arrive: whether they
 * have, the upload finds when it begins.
 */
public final class SessionMedia {
    private final Set<String> contents;

    private SessionMedia(List<UploadedMedia> uploads) {
        this.contents = uploads.stream().map(upload -> upload.source().sha256()).collect(Collectors.toSet());
    }

    /** Nothing, where the list isn't in this home: the upload itself leaves out what is there. */
    public static SessionMedia of(SessionView view, FileLists lists) {
        try {
            return new SessionMedia(lists.held(view));
        } catch (IOException e) {
            return none();
        }
    }

    /** What a session holds that does not exist yet. */
    public static SessionMedia none() {
        return new SessionMedia(List.of());
    }

    public boolean has(MediaRef file) {
        return contents.contains(file.sha256());
    }

    /** The files that it does not hold. */
    public List<MediaRef> fresh(List<MediaRef> files) {
        return files.stream().filter(file -> !has(file)).toList();
    }

    /** The files that it holds, as the person named them. */
    public List<String> among(IntakeResult admission) {
        return admission.files().stream()
                .filter(one -> one.media().filter(this::has).isPresent())
                .map(IntakeResult.Checked::source)
                .distinct()
                .toList();
    }
}
