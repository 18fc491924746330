package io.longtake.cli.session;

import io.longtake.activities.media.MediaListings;
import io.longtake.activities.media.MediaStore;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnSpec;
import java.io.IOException;
import java.util.List;

/** Reads and writes the file lists that sessions reference. They are stored in this home's media store. */
public final class FileLists {
    private final MediaListings listings;

    public FileLists(MediaStore store) {
        this.listings = new MediaListings(store);
    }

    /**
     * Returns a turn that adds files.
     *
     * @param addDuplicates whether to add files that the session already has when the turn starts
     */
    public TurnSpec.AddMedia adding(List<MediaRef> files, boolean addDuplicates) {
        try {
            return new TurnSpec.AddMedia(listings.list(files), FileNames.of(files), addDuplicates);
        } catch (IOException e) {
            throw CommandFailure.of(
                    FileIntake.STORE_FAILURE,
                    "The file list can't be saved in the media store: " + e.getMessage() + ". Nothing was sent.",
                    e);
        }
    }

    /** Returns the names of all files of a turn; only the first ones if the list is not in this home. */
    List<String> names(TurnSpec.AddMedia media) {
        try {
            return listings.files(media.files()).stream().map(MediaRef::name).toList();
        } catch (IOException e) {
            return media.named().first();
        }
    }

    /**
     * Returns the files that a session has at the backend, in upload order.
     *
     * @throws IOException if the list is not in this home
     */
    public List<UploadedMedia> held(SessionView view) throws IOException {
        return listings.uploads(view.media());
    }
}
