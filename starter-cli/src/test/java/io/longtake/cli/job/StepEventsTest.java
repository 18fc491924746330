package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.event.JobEvents;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepEventsTest {
    private final List<String> told = new ArrayList<>();
    private final JobEvents events = new JobEvents(Clock.systemUTC(), System::nanoTime);
    private final StepEvents steps = new StepEvents(events);

    @Test
    void aStepIsToldWhenItBeginsAndWhenItsPercentageChanges() {
        events.writeTo(event -> told.add(event.get("session") + " " + event.get("stage") + " " + event.get("percent")));
        steps.observe("trip", List.of(new Progress.Step("upload a.jpg", "uploading a.jpg, 10%", 10)));
        steps.observe("trip", List.of(new Progress.Step("upload a.jpg", "uploading a.jpg, 10%", 10)));
        steps.observe("trip", List.of(new Progress.Step("upload a.jpg", "uploading a.jpg, 40%", 40)));
        steps.observe("other", List.of(new Progress.Step("upload a.jpg", "uploading a.jpg, 40%", 40)));
        steps.observe("trip", List.of());
        steps.observe("trip", List.of(new Progress.Step("edit 0 ", "editing, 1 s")));
        steps.observe("trip", List.of(new Progress.Step("edit 0 ", "editing, 2 s")));
        assertThat(told).containsExactly("trip upload 10", "trip upload 40", "other upload 40", "trip edit null");
    }
}
