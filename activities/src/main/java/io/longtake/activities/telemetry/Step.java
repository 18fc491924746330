package io.longtake.activities.telemetry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The activities that the time of a job consists of. */
public enum Step {
    SESSION("OpenSession"),
    UPLOAD("UploadMedia"),
    CHAT("Chat"),
    /** Reads the timeline at the backend, before and after an edit. */
    VERIFICATION("ReadTimeline"),
    SUBMISSION("SubmitRender"),
    /** From the first poll to the end of the render. */
    RENDER("PollRender"),
    DOWNLOAD("DownloadRender"),
    DELIVERY("DeliverVideo"),
    TOKEN("ObtainToken"),
    BALANCE("ReadCredits");

    private final String activityType;

    Step(String activityType) {
        this.activityType = activityType;
    }

    static Optional<Step> of(String activityType) {
        return Arrays.stream(values())
                .filter(step -> step.activityType.equals(activityType))
                .findFirst();
    }

    /** The name in metrics and traces. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
