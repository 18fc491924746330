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

/** The lists of files that sessions carry by reference: written and read in this home's media store. */
public final class FileLists {
    private final MediaListings listings;

    public FileLists(MediaStore store) {
        this.listings = new MediaListings(store);
    }

    /**
     * A turn that adds files.
     *
     * @param addDuplicates also those that the session holds when the turn begins
     */
    public TurnSpec.AddMedia adding(List<MediaRef> files, boolean addDuplicates) {
        try {
            return new TurnSpec.AddMedia(listings.list(files), FileNames.of(files), addDuplicates);
        } catch (IOException e) {
            throw CommandFailure.of(
                    FileIntake.STORE_TROUBLE,
                    "The list of the files can't be kept in the media store: " + e.getMessage() + ". Nothing was sent.",
                    e);
        }
    }

    /** The names of all files of a turn; where its list isn't in this home, of the first ones. */
    List<String> names(TurnSpec.AddMedia media) {
        try {
            return listings.files(media.files()).stream().map(MediaRef::name).toList();
        } catch (IOException e) {
            return media.named().first();
        }
    }

    /**
     * What a session has at the backend, in upload order.
     *
     * @throws IOException where the list isn't in this home
     */
    public List<UploadedMedia> held(SessionView view) throws IOException {
        return listings.uploads(view.media());
    }
}
