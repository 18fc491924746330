package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One thing a person asked, and what became of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Turn.UnrecognizedTurn.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Turn.MediaTurn.class, name = "media"),
    @JsonSubTypes.Type(value = Turn.EditTurn.class, name = "edit"),
    @JsonSubTypes.Type(value = Turn.ExportTurn.class, name = "export")
})
public sealed interface Turn {
    /** Of a turn with a list of files, a draft or a baseline, each a reference with a hash. */
    int BYTES_BESIDE_TEXTS = 500;

    /** Files to bring to the backend. */
    record MediaTurn(
            @JsonProperty("standing") TurnHeader standing,
            @JsonProperty("spec") TurnSpec.AddMedia spec) implements Turn {
        @Override
        public MediaTurn at(TurnHeader next) {
            return new MediaTurn(next, spec);
        }
    }

    /**
     * A message to the backend.
     *
     * @param maxCredits what the edits of its group may cost together
     * @param baseline the timeline's fingerprint before it; a later look compares with it
     * @param cost what the balance fell by meanwhile, in credits; other work on the same account counts in
     */
    record EditTurn(
            @JsonProperty("standing") TurnHeader standing,
            @JsonProperty("spec") TurnSpec.Edit spec,
            @JsonProperty("maxCredits") Optional<Double> maxCredits,
            @JsonProperty("baseline") Optional<String> baseline,
            @JsonProperty("cost") Optional<Double> cost)
            implements Turn {
        @Override
        public EditTurn at(TurnHeader next) {
            return new EditTurn(next, spec, maxCredits, baseline, cost);
        }

        EditTurn from(String fingerprint) {
            return new EditTurn(standing, spec, maxCredits, Optional.of(fingerprint), cost);
        }

        EditTurn costing(double credits) {
            return new EditTurn(standing, spec, maxCredits, baseline, Optional.of(credits));
        }
    }

    /**
     * A film to be made.
     *
     * @param draft what it renders, frozen when every earlier turn had ended; from then on the export lane has it
     * @param stopping a person has told it to stop while it ran; whatever its render comes to, no other is begun
     */
    record ExportTurn(
            @JsonProperty("standing") TurnHeader standing,
            @JsonProperty("spec") TurnSpec.Export spec,
            @JsonProperty("draft") Optional<MediaRef> draft,

            @JsonProperty(value = "stopping", required = true)
            boolean stopping)
            implements Turn {
        /** An end answers the person's word: what is taken up again later was not told to stop. */
        @Override
        public ExportTurn at(TurnHeader next) {
            return new ExportTurn(next, spec, draft, stopping && !next.status().ended());
        }

        ExportTurn frozen(MediaRef theDraft) {
            return new ExportTurn(standing.running(), spec, Optional.of(theDraft), stopping);
        }

        ExportTurn toldToStop() {
            return new ExportTurn(standing, spec, draft, true);
        }

        /** It has left the ordered lane, and its render has not ended. */
        boolean isRendering() {
            return standing.status() == TurnStatus.RUNNING && draft.isPresent();
        }
    }

    /** A wish of a version that knows more than this one; it fails without an effect. */
    record UnrecognizedTurn(@JsonProperty("standing") TurnHeader standing) implements Turn {
        @Override
        public UnrecognizedTurn at(TurnHeader next) {
            return new UnrecognizedTurn(next);
        }

        @Override
        public TurnSpec spec() {
            return new TurnSpec.Unrecognized();
        }
    }

    static Turn queued(int number, int group, TurnSpec spec, Optional<Double> maxCredits) {
        TurnHeader queued = TurnHeader.queued(number, group);
        if (spec instanceof TurnSpec.AddMedia media) {
            return new MediaTurn(queued, media);
        }
        if (spec instanceof TurnSpec.Edit edit) {
            return new EditTurn(queued, edit, maxCredits, Optional.empty(), Optional.empty());
        }
        return spec instanceof TurnSpec.Export export
                ? new ExportTurn(queued, export, Optional.empty(), false)
                : new UnrecognizedTurn(queued);
    }

    TurnHeader standing();

    TurnSpec spec();

    /** The same turn, standing elsewhere. */
    Turn at(TurnHeader next);

    default Turn changed(UnaryOperator<TurnHeader> how) {
        return at(how.apply(standing()));
    }

    default Turn ended(TurnEnd end) {
        return changed(standing -> standing.ended(end));
    }

    default int number() {
        return standing().number();
    }

    default int group() {
        return standing().group();
    }

    default TurnStatus status() {
        return standing().status();
    }

    default String report() {
        return standing().report();
    }

    default Optional<Failure> failure() {
        return standing().failure();
    }

    default boolean settled() {
        return standing().settled();
    }

    /** What the edits of its group may cost together, in credits. */
    default Optional<Double> maxCredits() {
        return Optional.empty();
    }

    /** What it has cost, in credits, as far as it is known. */
    default Optional<Double> cost() {
        return Optional.empty();
    }

    /**
     * About how many bytes of a payload it takes. Counted and not measured: a replay has to come to the same number when records
     * have grown by then.
     */
    default int bytes() {
        return BYTES_BESIDE_TEXTS
                + Utf8.bytes(report())
                + Utf8.bytes(failure().map(Failure::message).orElse(""))
                + textBytes(spec());
    }

    private static int textBytes(TurnSpec spec) {
        if (spec instanceof TurnSpec.AddMedia media) {
            return Utf8.bytes(String.join("", media.named().first()));
        }
        if (spec instanceof TurnSpec.Edit edit) {
            return Utf8.bytes(edit.prompt()) + pathBytes(edit.film());
        }
        return spec instanceof TurnSpec.Export export ? pathBytes(export.delivery()) : 0;
    }

    static int pathBytes(Optional<Delivery> delivery) {
        return delivery.map(there -> Utf8.bytes(there.path())).orElse(0);
    }

    default boolean isExport() {
        return this instanceof ExportTurn;
    }

    /** The queue waits behind it. An unknown export holds up nothing. */
    default boolean blocks() {
        return standing().isOpen() && !isExport();
    }
}
