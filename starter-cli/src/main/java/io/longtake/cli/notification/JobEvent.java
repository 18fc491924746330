package io.longtake.cli.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.notification.EventBody;
import io.longtake.cli.outcome.ErrorDocument;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.session.EditDocument;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.JobEnd;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.Turn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of an event: the document of {@code wait --json}, and what a receiver elsewhere needs in addition. */
public final class JobEvent implements EventBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public byte[] of(JobEnd end) {
        try {
            return JSON.writeValueAsBytes(document(end));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of texts and numbers can be written", e);
        }
    }

    private static Map<String, @Nullable Object> document(JobEnd end) {
        var verdict = JobOutcome.of(end.turns(), end.renders());
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("id", end.eventId());
        document.put("type", "job.ended");
        document.put("endedAt", Instant.ofEpochMilli(end.endedAtMs()).toString());
        document.put("session", end.session());
        document.put("turns", end.turns().stream().map(Turn::number).toList());
        document.put("status", verdict.status().word());
        document.put("exitCode", verdict.exitCode().number());
        document.put("renderId", verdict.render().map(RenderRecord::renderId).orElse(null));
        document.put("output", output(end, verdict).orElse(null));
        document.put("credits", end.credits().orElse(null));
        document.put("question", EditDocument.question(EditDocument.questionOf(end.turns())));
        document.put("error", verdict.failure().map(ErrorDocument::of).orElse(null));
        return document;
    }

    /** The path to which the worker has written the film. */
    private static Optional<String> output(JobEnd end, JobOutcome verdict) {
        return verdict.render()
                .filter(render ->
                        render.outcome().orElse(null) instanceof RenderOutcome.Completed done && done.delivered())
                .flatMap(render -> end.turns().stream()
                        .filter(turn -> turn.number() == render.exportTurn())
                        .findFirst())
                .filter(Turn.ExportTurn.class::isInstance)
                .flatMap(turn -> ((Turn.ExportTurn) turn).spec().delivery())
                .map(delivery -> delivery.path());
    }
}
