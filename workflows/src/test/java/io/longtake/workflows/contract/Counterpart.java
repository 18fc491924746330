package io.longtake.workflows.contract;

import io.longtake.workflows.FakeListings;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Activities and the backend behind them, as the cases of {@link ActivityContract} meet them. */
public interface Counterpart extends AutoCloseable {
    /** What a fake may leave out, when no test of workflows relies on it. */
    enum Part {
        /** No second token while the first one works. */
        ONE_TOKEN_AT_A_TIME,
        /** {@link Manner#IN_TROUBLE}. */
        TROUBLE
    }

    /** The only account. */
    String ACCOUNT = "account-sim-7";

    /** What one edit costs. An account begins with 100. */
    int EDIT_COSTS = 60;

    /** The installation that deliveries are for. */
    String HOME = "home";

    /** Implementations of all activity interfaces. */
    Object[] activities();

    Set<Part> leavesOut();

    String origin();

    /** From now on the account's workflow answers with that token. */
    void holds(TokenLease lease);

    /** A picture in the media store, another one for every name. */
    MediaRef picture(String name);

    /** The list of a request, in the media store. */
    MediaListing list(MediaRef... files);

    /** What such a list of the media store names. */
    List<UploadedMedia> uploads(Optional<MediaListing> listing);

    void behave(Manner manner);

    /** Until then they may stand still, but need not. */
    void letRendersEnd();

    /** How many messages the backend has taken on. */
    long messages();

    /** How many renders the backend has taken on. */
    long renders();

    /** One that knows which tokens it gave, and takes any reference for a picture. */
    interface OfFake extends Counterpart {
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
