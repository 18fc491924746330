package io.longtake.load.plain;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

public final class NaiveWorkflowImpl implements NaiveWorkflow {
    private final NaiveActivities calls = activities(Duration.ofSeconds(30), 0);
    private final NaiveActivities chat = activities(Duration.ofMinutes(15), 1);

    private static NaiveActivities activities(Duration timeout, int attempts) {
        return Workflow.newActivityStub(
                NaiveActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(timeout)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setMaximumAttempts(attempts)
                                .build())
                        .build());
    }

    @Override
    public void run(String name, String prompt, long intervalMillis, String output) {
        String session = calls.open();
        calls.upload(session);
        calls.readState(session);
        chat.chat(session, prompt);
        calls.readState(session);
        String renderId = "render_" + name;
        calls.submit(session, renderId);
        String film = calls.poll(renderId);
        while (film.isEmpty()) {
            Workflow.sleep(Duration.ofMillis(intervalMillis));
            film = calls.poll(renderId);
        }
        calls.download(film, output);
    }
}
