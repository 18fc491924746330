package io.longtake.workflows.contract;

import io.longtake.workflows.FakeListings;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Activities and the backend behind them, as the cases of {@link ActivityContract} use them. */
public interface ContractSubject extends AutoCloseable {
    /** Parts that a fake may omit if no workflow test relies on them. */
    enum Part {
        /** No second token while the first one is valid. */
        ONE_TOKEN_AT_A_TIME,
        /** {@link BackendBehaviour#IN_TROUBLE}. */
        TROUBLE
    }

    /** The only account. */
    String ACCOUNT = "account-sim-7";

    /** Cost of one edit, in credits. An account starts with 100. */
    int EDIT_COSTS = 60;

    /** The installation of the deliveries. */
    String HOME = "home";

    /** Implementations of all activity interfaces. */
    Object[] activities();

    Set<Part> leavesOut();

    String origin();

    /** From now on the account's workflow returns that token. */
    void holds(TokenLease lease);

    /** A picture in the media store, a different one for every name. */
    MediaRef picture(String name);

    /** The list of a request, in the media store. */
    MediaListing list(MediaRef... files);

    /** The uploads in such a list of the media store. */
    List<UploadedMedia> uploads(Optional<MediaListing> listing);

    void behave(BackendBehaviour manner);

    /** Renders may stall until this is called, but need not. */
    void letRendersEnd();

    /** Number of messages that the backend has accepted. */
    long messages();

    /** Number of renders that the backend has accepted. */
    long renders();

    /** A fake that knows which tokens it issued, and accepts any reference as a picture. */
    interface OfFake extends ContractSubject {
        @Override
        default String origin() {
            return "http://fake";
        }

        @Override
        default void holds(TokenLease lease) {}

        @Override
        default MediaRef picture(String name) {
            return new MediaRef("hash-of-" + name, 1, name, "image/png");
        }

        @Override
        default MediaListing list(MediaRef... files) {
            return FakeListings.keep(List.of(files));
        }

        @Override
        default List<UploadedMedia> uploads(Optional<MediaListing> listing) {
            return FakeListings.uploads(listing);
        }
    }
}
