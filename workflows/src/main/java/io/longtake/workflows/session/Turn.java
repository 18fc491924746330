package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One request of the user, and its result. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Turn.UnrecognizedTurn.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Turn.MediaTurn.class, name = "media"),
    @JsonSubTypes.Type(value = Turn.EditTurn.class, name = "edit"),
    @JsonSubTypes.Type(value = Turn.ExportTurn.class, name = "export")
})
public sealed interface Turn {
    /**
     * Size in bytes of a turn without its texts; covers a list of files, a draft or a baseline, each a reference with a
     * hash.
     */
    int BYTES_BESIDE_TEXTS = 500;

    /** Files to upload to the backend. */
    record MediaTurn(
            @JsonProperty("header") TurnHeader header,
            @JsonProperty("spec") TurnSpec.AddMedia spec) implements Turn {
        @Override
        public MediaTurn at(TurnHeader next) {
            return new MediaTurn(next, spec);
        }
    }

    /**
     * A message to the backend.
     *
     * @param maxCredits cost limit for the edits of its group in total, in credits
     * @param baseline the timeline's fingerprint before the edit, compared with later readings
     * @param cost decrease of the balance during the edit, in credits; includes other work on the same account
     * @param effect what it did, if that is known; empty until it has ended
     */
    record EditTurn(
            @JsonProperty("header") TurnHeader header,
            @JsonProperty("spec") TurnSpec.Edit spec,
            @JsonProperty("maxCredits") Optional<Double> maxCredits,
            @JsonProperty("baseline") Optional<String> baseline,
            @JsonProperty("cost") Optional<Double> cost,
            @JsonProperty("effect") Optional<EditEffect> effect)
            implements Turn {
        public EditTurn(
                TurnHeader header,
                TurnSpec.Edit spec,
                Optional<Double> maxCredits,
                Optional<String> baseline,
                Optional<Double> cost) {
            this(header, spec, maxCredits, baseline, cost, Optional.empty());
        }

        @Override
        public EditTurn at(TurnHeader next) {
            return new EditTurn(next, spec, maxCredits, baseline, cost, effect);
        }

        @Override
        public Turn ended(TurnEnd end) {
            return new EditTurn(header.ended(end), spec, maxCredits, baseline, cost, end.effect());
        }

        EditTurn from(String fingerprint) {
            return new EditTurn(header, spec, maxCredits, Optional.of(fingerprint), cost, effect);
        }

        EditTurn costing(double credits) {
            return new EditTurn(header, spec, maxCredits, baseline, Optional.of(credits), effect);
        }

        /**
         * The question that has to be answered before the edit is made. Empty if there is none, and in a replay, which continues with the
         * answer.
         */
        public Optional<MessageReading.Question> question() {
            return failure()
                    .filter(why -> why.type() == FailureType.NEEDS_ANSWER)
                    .flatMap(any -> effect)
                    .flatMap(EditEffect::reading)
                    .flatMap(MessageReading::question);
        }
    }

    /**
     * A film to render.
     *
     * @param draft the draft to render, frozen when every earlier turn had ended; from then on the export lane manages
     *     it
     * @param stopping the user cancelled it while it ran; whatever the result of its render, no other one is submitted
     */
    record ExportTurn(
            @JsonProperty("header") TurnHeader header,
            @JsonProperty("spec") TurnSpec.Export spec,
            @JsonProperty("draft") Optional<MediaRef> draft,

            @JsonProperty(value = "stopping", required = true)
            boolean stopping)
            implements Turn {
        /** An ended turn is no longer stopping: if it is resumed later, that does not count as cancelled. */
        @Override
        public ExportTurn at(TurnHeader next) {
            return new ExportTurn(next, spec, draft, stopping && !next.status().ended());
        }

        ExportTurn frozen(MediaRef theDraft) {
            return new ExportTurn(header.running(), spec, Optional.of(theDraft), stopping);
        }

        ExportTurn stopRequested() {
            return new ExportTurn(header, spec, draft, true);
        }

        /** It has left the ordered lane, and its render has not ended. */
        boolean isRendering() {
            return header.status() == TurnStatus.RUNNING && draft.isPresent();
        }
    }

    /** A request from a newer version that this version does not know; it fails without any effect. */
    record UnrecognizedTurn(@JsonProperty("header") TurnHeader header) implements Turn {
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

    TurnHeader header();

    TurnSpec spec();

    /** The same turn with another header. */
    Turn at(TurnHeader next);

    default Turn changed(UnaryOperator<TurnHeader> how) {
        return at(how.apply(header()));
    }

    default Turn ended(TurnEnd end) {
        return changed(header -> header.ended(end));
    }

    default int number() {
        return header().number();
    }

    default int group() {
        return header().group();
    }

    default TurnStatus status() {
        return header().status();
    }

    default String report() {
        return header().report();
    }

    default Optional<Failure> failure() {
        return header().failure();
    }

    default boolean settled() {
        return header().settled();
    }

    /** Cost limit for the edits of its group in total, in credits. */
    default Optional<Double> maxCredits() {
        return Optional.empty();
    }

    /** Its cost, in credits, as far as it is known. */
    default Optional<Double> cost() {
        return Optional.empty();
    }

    /**
     * Approximate size in a payload, in bytes. Counted rather than measured: a replay must get the same number even
     * after the records have grown.
     */
    default int bytes() {
        return BYTES_BESIDE_TEXTS
                + Utf8.bytes(report())
                + Utf8.bytes(failure().map(Failure::message).orElse(""))
                + textBytes(spec())
                + (this instanceof EditTurn edit
                        ? edit.effect().map(EditEffect::bytes).orElse(0)
                        : 0);
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

    /** Whether it holds up the queue. An export with an unknown outcome does not. */
    default boolean blocks() {
        return header().isOpen() && !isExport();
    }
}
